package io.liren.payment;

import io.liren.block.Compiled;
import io.liren.block.Derivation;
import io.liren.block.DerivationScope;
import io.liren.block.Place;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.block.Span;
import io.liren.derivation.DutyAnswers;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Checks a payment list and makes its registers, guards and duties. */
final class PaymentCompiler {
    private final PaymentBlock block;
    private final Place place;
    private final Scope scope;
    private final io.liren.register.RegisterKind registers;
    private final List<Quantity> quantities = new ArrayList<>();

    PaymentCompiler(PaymentBlock block, Scope scope, io.liren.register.RegisterKind registers) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
        this.registers = registers;
    }

    Compiled compile() {
        List<String> preparedBy = scope.posts(block.preparedBy());
        List<String> checkedBy = scope.posts(block.checkedBy());
        refusePostsThatDoBoth(preparedBy, checkedBy);
        List<String> readers = new ArrayList<>(new LinkedHashSet<>(preparedBy));
        readers.addAll(checkedBy);
        readers.addAll(scope.posts(block.read()));
        Compiled.Builder compiled = Compiled.with();
        for (RegisterBlock book : block.books().all()) {
            Compiled register = registers.compile(book, scope, readers);
            register.tables().forEach(compiled::table);
            register.artefacts().forEach(compiled::artefact);
            register.answerers().forEach(compiled::answerer);
        }
        Optional<PaymentList> list = list(preparedBy, checkedBy);
        if (list.isEmpty() || preparedBy.isEmpty() || checkedBy.isEmpty()) {
            return compiled.build();
        }
        new PaymentGuards(list.get()).all().forEach(compiled::guard);
        duties(list.get(), preparedBy.getFirst(), checkedBy.getFirst())
                .forEach(duty -> compiled.derivation(duty)
                        .answerer(duty.id().substring(place.rulebook().length() + 1), new DutyAnswers(duty)));
        return compiled.artefact(list.get())
                .quantities(quantities)
                .answerer(place.name(), new PaymentAnswers(list.get()))
                .build();
    }

    private Optional<PaymentList> list(List<String> preparedBy, List<String> checkedBy) {
        Optional<Shape> of = scope.shape(block.of().register());
        if (of.isEmpty()) {
            return Optional.empty();
        }
        quantities.add(Quantity.every(block.every(), block.everyWritten().position()));
        Environment one = scope.of(Map.of(of.get().name(), of.get()), true, false);
        Optional<Optional<Checked>> qualifies = block.of()
                .condition()
                .map(c -> scope.check(c, one, Type.BOOL).map(Optional::of))
                .orElse(Optional.of(Optional.empty()));
        Optional<Checked> granted = scope.check(block.granted(), one, Type.DECIMAL);
        Optional<Checked> due =
                block.due().isPresent() ? scope.check(block.due().get(), one, Type.DECIMAL) : granted;
        Optional<Optional<Checked>> account = account(one);
        Optional<Checked> listBy = day(block.listBy());
        Optional<Checked> payBy = day(block.payBy());
        Optional<Checked> closeBy = block.closeBy().flatMap(this::day);
        Optional<PaymentList.Books> books = books();
        if (qualifies.isEmpty()
                || granted.isEmpty()
                || due.isEmpty()
                || account.isEmpty()
                || listBy.isEmpty()
                || payBy.isEmpty()
                || closeBy.isPresent() != block.closeBy().isPresent()
                || books.isEmpty()) {
            return Optional.empty();
        }
        quantities.addAll(scope.quantitiesOf(granted.get()));
        quantities.addAll(scope.quantitiesOf(due.get()));
        qualifies.get().ifPresent(q -> quantities.addAll(scope.quantitiesOf(q)));
        return Optional.of(new PaymentList(
                place,
                of.get(),
                block.every(),
                block.from(),
                qualifies.get(),
                granted.get(),
                due.get(),
                account.get(),
                listBy.get(),
                payBy.get(),
                closeBy,
                preparedBy,
                checkedBy,
                books.get(),
                PaymentKind.paying(place).id(),
                scope.names()));
    }

    /** The account that the entitled record leads to: a record of the register of accounts. */
    private Optional<Optional<Checked>> account(Environment one) {
        if (block.account().isEmpty() || block.accounts().isEmpty()) {
            return Optional.of(Optional.empty());
        }
        Optional<Shape> accounts = scope.shape(block.accounts().get());
        return accounts.flatMap(a -> scope.check(block.account().get(), one, a.type()))
                .map(Optional::of);
    }

    /** A day of the period, over the period. */
    private Optional<Checked> day(Span span) {
        if (span.count().text().matches("\\d{1,3}")) {
            quantities.add(Quantity.said(
                    span.unit().word(),
                    new BigDecimal(span.count().text()),
                    span.count().position()));
        }
        Optional<Checked> count = scope.check(span.count(), scope.of(Map.of(), true, false), Type.WHOLE);
        count.ifPresent(c -> quantities.addAll(scope.quantitiesOf(c)));
        return count;
    }

    private Optional<PaymentList.Books> books() {
        List<Optional<Shape>> shapes = block.books().all().stream()
                .map(b -> scope.names().shape(b.place().id()))
                .toList();
        return shapes.stream().allMatch(Optional::isPresent)
                ? Optional.of(new PaymentList.Books(
                        shapes.get(0).get(),
                        shapes.get(1).get(),
                        shapes.get(2).get(),
                        shapes.get(3).get(),
                        shapes.get(4).get()))
                : Optional.empty();
    }

    private void refusePostsThatDoBoth(List<String> preparedBy, List<String> checkedBy) {
        for (int i = 0; i < checkedBy.size(); i++) {
            if (preparedBy.contains(checkedBy.get(i))) {
                YamlScalar written = block.checkedBy().get(i);
                scope.findings()
                        .error(
                                Code.DUPLICATE,
                                written.textPosition(),
                                Math.max(1, written.text().length()),
                                place.clauseId(),
                                "「" + written.text() + "」造册，就不能再复核。",
                                "“" + written.text() + "” draws up the list and so can't check it.",
                                List.of());
            }
        }
    }

    private List<Derivation> duties(PaymentList list, String prepares, String checks) {
        Set<String> reads = list.reads();
        block.books().all().forEach(b -> reads.add(b.place().id()));
        reads.remove(list.books().reasons().register());
        List<Derivation> duties = new ArrayList<>();
        duties.add(duty(
                list,
                PaymentKind.listing(place),
                Optional.empty(),
                prepares,
                reads,
                list.books().lists().register(),
                new Label("造册", "Draw up the list"),
                scope -> rows(list, scope).stepDuty(Step.CHECK, "list_by", scope.communities(), scope.from())));
        duties.add(duty(
                list,
                PaymentKind.paying(place),
                Optional.of(list.of().register()),
                prepares,
                reads,
                list.books().transfers().register(),
                new Label("登记到账", "Record payments"),
                scope -> rows(list, scope).payDuty(scope.communities(), scope.from())));
        if (list.closeBy().isPresent()) {
            duties.add(duty(
                    list,
                    PaymentKind.closing(place),
                    Optional.empty(),
                    checks,
                    reads,
                    list.books().steps().register(),
                    Step.CLOSE.label(),
                    scope -> rows(list, scope).stepDuty(Step.CLOSE, "close_by", scope.communities(), scope.from())));
        }
        return duties;
    }

    private static Rows rows(PaymentList list, DerivationScope scope) {
        return new Rows(list, scope.today());
    }

    private Derivation duty(
            PaymentList list,
            Place duty,
            Optional<String> subject,
            String owedBy,
            Set<String> reads,
            String evidence,
            Label act,
            Function<DerivationScope, Sql> statement) {
        return new Derivation(
                duty.id(),
                duty.clause(),
                duty.label(),
                subject,
                owedBy,
                List.of(),
                reads,
                reads,
                Optional.of(evidence),
                List.of(),
                act,
                Optional.of(list.every()),
                new PaymentKind().inWords(block, scope),
                statement);
    }
}
