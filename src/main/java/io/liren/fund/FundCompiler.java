package io.liren.fund;

import io.liren.balance.Balance;
import io.liren.block.Compiled;
import io.liren.block.Derivation;
import io.liren.block.Guard;
import io.liren.block.Place;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.block.Selection;
import io.liren.calendar.DayUnit;
import io.liren.derivation.Asks;
import io.liren.derivation.Duties;
import io.liren.derivation.DutyAnswers;
import io.liren.derivation.Evidence;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks a fund and makes its guards and the duty to pay upward. */
final class FundCompiler {
    private final FundBlock block;
    private final Place place;
    private final Scope scope;
    private final List<Quantity> quantities = new ArrayList<>();

    FundCompiler(FundBlock block, Scope scope) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
    }

    Compiled compile() {
        Optional<Shape> accounts = scope.shape(block.accounts());
        Optional<Shape> entries = scope.shape(block.entries());
        if (accounts.isEmpty() || entries.isEmpty()) {
            return Compiled.nothing();
        }
        known(entries.get(), block.account());
        known(entries.get(), block.amount());
        known(entries.get(), block.line());
        Optional<FundParts> found = FundParts.of(block, scope.names());
        if (found.isEmpty()) {
            error(
                    Code.MISSING_KEY,
                    block.entries(),
                    "看不出收支登记簿里哪一项是账户(引用)、金额(一个数)和收支类别(一个选项)。有几个可选时,写明 account、amount、line。",
                    "It is not clear which field of the entries is the account (a reference), the amount (a number) and the "
                            + "line (a choice). Where there are several, say account, amount and line.");
            return Compiled.nothing();
        }
        FundParts parts = found.get();
        Optional<List<Fund.Line>> lines = lines(parts);
        Optional<Checked> on = check(parts.entries().name() + "." + parts.on(), scope.of(parts.entries()), Type.DATE);
        Optional<Checked> signed = check(parts.entries().name() + ".signed", scope.of(parts.entries()), Type.DECIMAL);
        Optional<BigDecimal> least = block.least().isEmpty()
                ? Optional.of(BigDecimal.ZERO)
                : number(block.least().get());
        if (lines.isEmpty() || on.isEmpty() || signed.isEmpty() || least.isEmpty()) {
            return Compiled.nothing();
        }
        List<String> keepers = scope.posts(block.keepers());
        List<String> checkers = scope.posts(block.checkers());
        refusePostsThatDoBoth(checkers, keepers);
        block.keeper().ifPresent(keeper -> known(parts.accounts(), Optional.of(keeper)));
        Balance balance = new Balance(
                place,
                parts.entries(),
                List.of(column(parts.entries(), parts.account())),
                on.get(),
                signed.get(),
                scope.names());
        Optional<FundAudits> audits = block.audit().flatMap(audit -> FundAudits.of(block, audit, parts, scope));
        Optional<Derivation> owing = block.owing().flatMap(o -> owing(o, parts));
        Fund fund = new Fund(
                place,
                parts.accounts(),
                balance,
                parts.account(),
                parts.line(),
                lines.get(),
                block.keeper().map(YamlScalar::text),
                keepers,
                checkers,
                audits.map(FundAudits::audits),
                block.budget().flatMap(b -> budget(b, parts)),
                owing.map(Derivation::id),
                scope.names());
        Compiled.Builder compiled = Compiled.with()
                .artefact(fund)
                .answerer(place.name(), new FundAnswers(fund))
                .guard(balance.neverBelow(
                        place.id() + ".never-below",
                        least.get(),
                        Optional.of(parts.amount()),
                        least.get().signum() == 0
                                ? new Label("账户余额会有一天是负数", "The balance would be below zero on some day")
                                : new Label(
                                        "账户余额会有一天低于 " + least.get().toPlainString() + " 元",
                                        "The balance would be below "
                                                + least.get().toPlainString() + " yuan on some day")));
        keepersOnly(parts, checkers).ifPresent(compiled::guard);
        audits.ifPresent(a -> a.guards(keepers).forEach(compiled::guard));
        owing.ifPresent(
                duty -> compiled.derivation(duty).answerer(FundKind.owing(block).name(), new DutyAnswers(duty)));
        return compiled.quantities(quantities).build();
    }

    /** Whoever holds a post that checks the money does not move it. */
    private Optional<Guard> keepersOnly(FundParts parts, List<String> checkers) {
        return checkers.isEmpty()
                ? Optional.empty()
                : Optional.of(new Guard(
                                place.id() + ".keeper",
                                place.clause(),
                                parts.entries().register(),
                                true,
                                Optional.empty(),
                                new Label("审查经费的人不登记收支", "Whoever checks the funds does not enter what moves them"),
                                Set.of(),
                                guarded -> guarded.posts().stream().anyMatch(checkers::contains)
                                        ? Sql.of("select 1")
                                        : Sql.of("select 1 where false"))
                        .holdingAlways());
    }

    private void refusePostsThatDoBoth(List<String> checkers, List<String> keepers) {
        for (int i = 0; i < checkers.size(); i++) {
            if (keepers.contains(checkers.get(i))) {
                YamlScalar written = block.checkers().get(i);
                error(
                        Code.DUPLICATE,
                        written,
                        "「" + written.text() + "」保管经费,就不能再审查经费。",
                        "“" + written.text() + "” keeps the funds and so can't check them.");
            }
        }
    }

    /** The lines in the order of the choice; each option comes in or goes out. */
    private Optional<List<Fund.Line>> lines(FundParts parts) {
        Map<String, Label> options = scope.names().optionLabels(parts.entries().register(), parts.line());
        Set<String> in = new HashSet<>();
        Set<String> out = new HashSet<>();
        boolean sound = sort(block.in(), options, in, out) & sort(block.out(), options, out, in);
        List<String> left = options.keySet().stream()
                .filter(o -> !in.contains(o) && !out.contains(o))
                .toList();
        if (sound && !left.isEmpty()) {
            error(
                    Code.MISSING_KEY,
                    block.in().getFirst(),
                    "这些收支类别没有说明是收入(in)还是支出(out):" + String.join("、", left) + "。",
                    "These lines are said neither to come in nor to go out: " + String.join(", ", left) + ".");
            return Optional.empty();
        }
        List<Fund.Line> lines = new ArrayList<>();
        options.forEach((name, label) -> lines.add(new Fund.Line(name, label, in.contains(name))));
        lines.sort(java.util.Comparator.comparing(line -> !line.in()));
        return sound ? Optional.of(lines) : Optional.empty();
    }

    private boolean sort(List<YamlScalar> written, Map<String, Label> options, Set<String> into, Set<String> other) {
        boolean sound = true;
        for (YamlScalar line : written) {
            if (!options.containsKey(line.text())) {
                scope.findings()
                        .error(
                                Code.UNKNOWN_CHOICE,
                                line.textPosition(),
                                Math.max(1, line.text().length()),
                                place.clauseId(),
                                "收支类别没有「" + line.text() + "」。",
                                "The lines have no “" + line.text() + "”.",
                                Nearest.to(line.text(), options.keySet()));
                sound = false;
            } else if (other.contains(line.text()) || !into.add(line.text())) {
                error(Code.DUPLICATE, line, "「" + line.text() + "」写了两次。", "“" + line.text() + "” stands here twice.");
                sound = false;
            }
        }
        return sound;
    }

    private Optional<Fund.Budget> budget(FundBlock.Budget budget, FundParts parts) {
        Optional<Shape> of = scope.shape(budget.of());
        if (of.isEmpty() || !known(of.get(), Optional.of(budget.year()))) {
            return Optional.empty();
        }
        known(of.get(), budget.account());
        known(of.get(), budget.line());
        known(of.get(), budget.amount());
        Optional<String> line = FundParts.field(of.get(), budget.line(), Type.Choice.class::isInstance);
        Optional<String> amount = FundParts.field(of.get(), budget.amount(), Type.DECIMAL::equals);
        if (line.isEmpty() || amount.isEmpty()) {
            error(
                    Code.MISSING_KEY,
                    budget.of(),
                    "看不出预算登记簿里哪一项是收支类别(line)和金额(amount)。",
                    "It is not clear which field of the budget is the line and which the amount.");
            return Optional.empty();
        }
        return Optional.of(new Fund.Budget(
                of.get(),
                FundParts.field(of.get(), budget.account(), parts.accounts().type()::equals),
                budget.year().text(),
                line.get(),
                amount.get()));
    }

    /** What is owed upward, in the words of a duty: what each line moved in the period stands for its name. */
    private Optional<Derivation> owing(FundBlock.Owing owing, FundParts parts) {
        quantities.add(Quantity.every(owing.every(), owing.everyWritten().position()));
        owing.due()
                .filter(s -> s.count().text().matches("\\d{1,4}"))
                .ifPresent(s -> quantities.add(Quantity.said(
                        s.unit().word(),
                        new BigDecimal(s.count().text()),
                        s.count().position())));
        int dueDays = owing.due()
                .filter(s -> s.unit() == DayUnit.DAYS && s.count().text().matches("\\d{1,4}"))
                .map(s -> Integer.parseInt(s.count().text()))
                .orElse(0);
        Shape accounts = parts.accounts();
        Optional<Checked> amount = amount(owing, parts);
        Optional<Shape> met = scope.shape(owing.met().register());
        if (met.isPresent() && !met.get().register().equals(parts.entries().register())) {
            error(
                    Code.WRONG_VALUE,
                    owing.met().register(),
                    "上缴要由这笔经费的收支登记来证明。",
                    "What is paid upward is among the entries of this fund.");
            return Optional.empty();
        }
        Map<String, Shape> rows = new LinkedHashMap<>();
        rows.put(accounts.name(), accounts);
        rows.put(parts.entries().name(), parts.entries());
        Environment both = scope.of(rows, true, false);
        Optional<Checked> which = owing.met().condition().flatMap(c -> scope.check(c, both, Type.BOOL));
        String own = parts.entries().name() + "." + parts.account() + " == " + accounts.name();
        Optional<Checked> condition = which.flatMap(c -> check("(" + c.text() + ") && " + own, both, Type.BOOL));
        Optional<Checked> happened = check(parts.entries().name() + "." + parts.on(), both, Type.DATE);
        Optional<Checked> measure = check(parts.entries().name() + "." + parts.amount(), both, Type.DECIMAL);
        Optional<Optional<Checked>> qualifies = owing.subject()
                .flatMap(Selection::condition)
                .map(c -> scope.check(c, scope.of(Map.of(accounts.name(), accounts), true, false), Type.BOOL)
                        .map(Optional::of))
                .orElse(Optional.of(Optional.empty()));
        List<String> owedBy = scope.posts(List.of(owing.owedBy()));
        if (amount.isEmpty()
                || condition.isEmpty()
                || happened.isEmpty()
                || measure.isEmpty()
                || qualifies.isEmpty()
                || owedBy.isEmpty()) {
            return Optional.empty();
        }
        quantities.addAll(scope.quantitiesOf(amount.get()));
        Asks asks = new Asks.Recurring(
                Optional.of(accounts),
                qualifies.get(),
                owing.every(),
                Optional.empty(),
                dueDays,
                new Evidence.Records(parts.entries(), happened.get(), condition.get(), measure),
                amount);
        Place duty = FundKind.owing(block);
        Label act = owing.act().orElse(new Label("登记上缴", "Record what was paid up"));
        Label words = new Label(
                "每" + owing.every().label().zh() + "应上缴的,期满后 " + dueDays + " 天内缴足。",
                "What is owed upward each " + owing.every().label().en() + " is paid within " + dueDays
                        + " days of its end.");
        return Optional.of(Duties.derivation(
                duty, asks, owedBy.getFirst(), scope.posts(owing.waivableBy()), act, words, scope.names()));
    }

    private Optional<Checked> amount(FundBlock.Owing owing, FundParts parts) {
        Shape accounts = parts.accounts();
        Set<String> lines = new LinkedHashSet<>(scope.names()
                .optionLabels(parts.entries().register(), parts.line())
                .keySet());
        Map<String, Type> variables = new LinkedHashMap<>();
        variables.put(accounts.name(), accounts.type());
        lines.forEach(line -> variables.put(line, Type.DECIMAL));
        Environment moved = new Environment(scope.vocabulary(), variables, true, false);
        Environment plain = scope.of(Map.of(accounts.name(), accounts), true, false);
        Optional<Checked> amount = scope.check(owing.amount(), moved, Type.DECIMAL);
        for (String line : lines) {
            if (amount.isPresent() && amount.get().names(line)) {
                Checked written = amount.get();
                amount = check(
                                parts.sum(
                                        "e." + parts.account() + " == " + accounts.name() + " && e." + parts.line()
                                                + " == '" + line + "' && e." + parts.on() + " >= period.start && e."
                                                + parts.on() + " <= period.end",
                                        parts.amount()),
                                plain,
                                Type.DECIMAL)
                        .map(sum -> written.with(line, sum));
            }
        }
        return amount;
    }

    static String column(Shape shape, String field) {
        return shape.field(field)
                .map(f -> f.source() instanceof io.liren.expression.Source.Column(String column) ? column : field)
                .orElse(field);
    }

    private boolean known(Shape shape, Optional<YamlScalar> field) {
        if (field.isEmpty() || shape.field(field.get().text()).isPresent()) {
            return true;
        }
        scope.findings()
                .error(
                        Code.UNKNOWN_FIELD,
                        field.get().textPosition(),
                        Math.max(1, field.get().text().length()),
                        place.clauseId(),
                        shape.name() + " 没有字段「" + field.get().text() + "」。",
                        shape.name() + " has no field “" + field.get().text() + "”.",
                        Nearest.to(field.get().text(), shape.fields().keySet()));
        return false;
    }

    private Optional<BigDecimal> number(YamlScalar written) {
        if (!written.text().matches("-?\\d{1,12}(\\.\\d{1,2})?")) {
            error(Code.WRONG_VALUE, written, "never-below 写一个数。", "never-below is a number.");
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(written.text()));
    }

    private Optional<Checked> check(String text, Environment environment, Type expected) {
        return scope.check(new YamlScalar(text, false, place.position()), environment, expected);
    }

    private void error(Code code, YamlScalar at, String zh, String en) {
        scope.findings()
                .error(code, at.textPosition(), Math.max(1, at.text().length()), place.clauseId(), zh, en, List.of());
    }
}
