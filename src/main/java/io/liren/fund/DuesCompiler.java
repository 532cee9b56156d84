package io.liren.fund;

import io.liren.block.Answerer;
import io.liren.block.Compiled;
import io.liren.block.Derivation;
import io.liren.block.Place;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.calendar.DayUnit;
import io.liren.derivation.Asks;
import io.liren.derivation.Duties;
import io.liren.derivation.DutyAnswers;
import io.liren.derivation.Evidence;
import io.liren.derivation.Occurrence;
import io.liren.derivation.State;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks dues and makes the duty whose occurrences are what each owes. */
final class DuesCompiler {
    private final DuesBlock block;
    private final Place place;
    private final Scope scope;
    private final List<Quantity> quantities = new ArrayList<>();

    DuesCompiler(DuesBlock block, Scope scope) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
    }

    Compiled compile() {
        quantities.add(Quantity.every(block.every(), block.everyWritten().position()));
        Optional<Shape> who = scope.shape(block.of().register());
        Optional<Shape> paid = scope.shape(block.paid().register());
        List<String> owedBy = scope.posts(List.of(block.owedBy()));
        if (who.isEmpty() || paid.isEmpty() || owedBy.isEmpty()) {
            return Compiled.nothing();
        }
        Environment one = scope.of(Map.of(who.get().name(), who.get()), true, false);
        Optional<Checked> amount = amount(one);
        Optional<String> measure = FundParts.field(paid.get(), block.measure(), Type.DECIMAL::equals);
        if (measure.isEmpty()) {
            scope.wrong(
                    block.measure().orElse(block.paid().register()),
                    "看不出交款登记簿里哪一项是金额,请写明 measure。",
                    "It is not clear which field of a payment is the money: say measure.");
        }
        if (amount.isEmpty() || measure.isEmpty()) {
            return Compiled.nothing();
        }
        Optional<Checked> qualifies = qualifies(one, amount.get());
        Optional<Evidence> evidence = evidence(who.get(), paid.get(), measure.get());
        if (qualifies.isEmpty() || evidence.isEmpty()) {
            return Compiled.nothing();
        }
        Asks asks = new Asks.Recurring(who, qualifies, block.every(), block.from(), dueDays(), evidence.get(), amount);
        Label act = block.act().orElse(new Label("登记交款", "Record a payment"));
        Derivation duty = Duties.derivation(
                place,
                asks,
                owedBy.getFirst(),
                scope.posts(block.waivableBy()),
                act,
                new DuesKind().inWords(block, scope),
                scope.names());
        return Compiled.with()
                .derivation(duty)
                .artefact(new Dues(
                        place, block.every(), who.get().register(), paid.get().register(), measure.get()))
                .quantities(quantities)
                .answerer(place.name(), answers(duty))
                .build();
    }

    private Optional<Checked> amount(Environment one) {
        return switch (block.assessed()) {
            case DuesBlock.Assessed.Amount(YamlScalar amount) -> number(amount, one);
            case DuesBlock.Assessed.Share share -> share(share, one);
        };
    }

    /** Each part is checked as written, so that a mistake is shown where it stands; then they are put together. */
    private Optional<Checked> share(DuesBlock.Assessed.Share share, Environment one) {
        Optional<Checked> base = number(share.base(), one);
        Optional<Checked> rate = scope.check(share.rate(), one, null);
        rate.ifPresent(r -> quantities.addAll(scope.quantitiesOf(r)));
        boolean sound = base.isPresent() && rate.isPresent();
        for (Optional<YamlScalar> more : List.of(share.step(), share.least(), share.most())) {
            sound &= more.isEmpty() || number(more.get(), one).isPresent();
        }
        if (!sound) {
            return Optional.empty();
        }
        boolean bands = rate.get().type() instanceof Type.Bands;
        if (!bands && !rate.get().type().numeric()) {
            scope.wrong(share.rate(), "rate 是百分之几,或一个分档参数。", "rate is a percentage or a parameter of bands.");
            return Optional.empty();
        }
        String counted = "(" + share.base().text() + ")";
        if (share.step().isPresent()) {
            String step = "(" + share.step().get().text() + ")";
            counted = "(roundDown(" + counted + " / " + step + ", 0) * " + step + ")";
        }
        String percent = bands
                ? share.rate().text() + ".rate(" + counted + ")"
                : "(" + share.rate().text() + ")";
        String amount = counted + " * " + percent + " / 100";
        if (share.round().isPresent()) {
            DuesBlock.Rounding rounding = share.round().get();
            amount = (rounding.down() ? "roundDown(" : "round(") + amount + ", " + rounding.decimals() + ")";
        }
        if (share.least().isPresent()) {
            String least = share.least().get().text();
            amount = "(" + amount + " < " + least + " ? " + least + " : " + amount + ")";
        }
        if (share.most().isPresent()) {
            String most = share.most().get().text();
            amount = "(" + amount + " > " + most + " ? " + most + " : " + amount + ")";
        }
        return scope.check(new YamlScalar(amount, false, share.base().textPosition()), one, Type.DECIMAL);
    }

    private Optional<Checked> number(YamlScalar written, Environment one) {
        Optional<Checked> checked = scope.check(written, one, Type.DECIMAL);
        checked.ifPresent(c -> quantities.addAll(scope.quantitiesOf(c)));
        return checked;
    }

    /** Nothing is owed where nothing is assessed. */
    private Optional<Checked> qualifies(Environment one, Checked amount) {
        String some = "(" + amount.text() + ") > 0";
        Optional<YamlScalar> written = block.of().condition();
        if (written.isPresent()) {
            Optional<Checked> condition = scope.check(written.get(), one, Type.BOOL);
            if (condition.isEmpty()) {
                return Optional.empty();
            }
            quantities.addAll(scope.quantitiesOf(condition.get()));
            some = "(" + written.get().text() + ") && " + some;
        }
        return scope.check(new YamlScalar(some, false, place.position()), one, Type.BOOL);
    }

    private Optional<Evidence> evidence(Shape who, Shape paid, String measure) {
        Map<String, Shape> rows = new LinkedHashMap<>();
        rows.put(who.name(), who);
        rows.put(paid.name(), paid);
        Environment both = scope.of(rows, true, false);
        YamlScalar register = block.paid().register();
        YamlScalar all = new YamlScalar("true", false, register.position());
        Optional<Checked> condition = scope.check(block.paid().condition().orElse(all), both, Type.BOOL);
        condition.ifPresent(c -> quantities.addAll(scope.quantitiesOf(c)));
        Optional<Checked> happened = scope.check(
                new YamlScalar(
                        paid.name() + "." + scope.names().traits().happened(paid.register()),
                        false,
                        register.position()),
                both,
                Type.DATE);
        Optional<Checked> money = scope.check(
                new YamlScalar(paid.name() + "." + measure, false, register.position()), both, Type.DECIMAL);
        return condition.isPresent() && happened.isPresent() && money.isPresent()
                ? Optional.of(new Evidence.Records(paid, happened.get(), condition.get(), money))
                : Optional.empty();
    }

    private int dueDays() {
        if (block.due().isEmpty()) {
            return 0;
        }
        var span = block.due().get();
        if (span.unit() != DayUnit.DAYS || !span.count().text().matches("\\d{1,4}")) {
            scope.wrong(
                    span.count(),
                    "due 写成「几 days」,从周期末日算起。",
                    "due is “number days”, counted from the period's last day.");
            return 0;
        }
        quantities.add(Quantity.said(
                "days", new BigDecimal(span.count().text()), span.count().position()));
        return Integer.parseInt(span.count().text());
    }

    /** The state of what is owed; {@code at due}, {@code at paid} and {@code at arrears} in yuan. */
    private static Answerer answers(Derivation duty) {
        DutyAnswers states = new DutyAnswers(duty);
        return (asked, transaction) -> asked.at()
                .map(at -> states.occurrences(asked, transaction).stream()
                        .map(o -> money(at, o))
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .setScale(2, RoundingMode.HALF_UP)
                        .toPlainString())
                .orElseGet(() -> states.answer(asked, transaction));
    }

    private static BigDecimal money(String at, Occurrence one) {
        return switch (at) {
            case "due" -> one.needed();
            case "paid" -> one.found();
            case "arrears" ->
                one.state() == State.OVERDUE
                        ? one.needed().subtract(one.found()).max(BigDecimal.ZERO)
                        : BigDecimal.ZERO;
            default ->
                throw new IllegalArgumentException("at 后面写 due、paid 或 arrears。 After at stands due, paid or arrears.");
        };
    }
}
