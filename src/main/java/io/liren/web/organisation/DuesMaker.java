package io.liren.web.organisation;

import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.calendar.PeriodUnit;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.derivation.State;
import io.liren.fund.Dues;
import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes the dues of a quarter (会费): who owes how much, what was paid, and what is in arrears. */
final class DuesMaker {
    private final Edition edition;
    private final Derivations derivations;

    DuesMaker(Edition edition, Derivations derivations) {
        this.edition = edition;
        this.derivations = derivations;
    }

    static String address(Dues dues) {
        return "/dues/" + dues.id().replace('.', '/');
    }

    Board make(Call call, Dues dues, Period quarter) {
        Derivation duty = edition.derivation(dues.id()).orElseThrow();
        Map<UUID, List<Occurrence>> bySubject = new LinkedHashMap<>();
        for (Occurrence o : derivations.occurrences(call.viewer(), List.of(duty))) {
            if (quarter.contains(o.opensOn()) && o.subject().isPresent()) {
                bySubject
                        .computeIfAbsent(o.subject().get(), s -> new ArrayList<>())
                        .add(o);
            }
        }
        Map<UUID, String> called = call.called(dues.of(), bySubject.keySet());
        List<List<Board.Cell>> rows = bySubject.entrySet().stream()
                .sorted(Comparator.comparing(e -> called.getOrDefault(e.getKey(), "")))
                .map(e -> row(call, dues, e.getKey(), e.getValue(), called))
                .toList();
        List<Occurrence> all =
                bySubject.values().stream().flatMap(Collection::stream).toList();
        return new Board(
                duty.label().in(call.language()) + " " + quarter.label(call.language()),
                null,
                call.say("dues.lead"),
                List.of(
                        new Link(
                                quarter.previous().label(call.language()),
                                address(dues) + "?period=" + quarter.previous().key()),
                        new Link(
                                quarter.next().label(call.language()),
                                address(dues) + "?period=" + quarter.next().key())),
                null,
                List.of(),
                List.of(
                        Board.facts(
                                "sum",
                                call.say("fund.sum"),
                                List.of(
                                        new Board.Fact(
                                                call.say("dues.due"), FundMaker.money(call, sum(all, false)), ""),
                                        new Board.Fact(
                                                call.say("dues.paid"), FundMaker.money(call, sum(all, true)), ""),
                                        new Board.Fact(
                                                call.say("dues.arrears"), FundMaker.money(call, arrears(all)), ""))),
                        Board.table(
                                "who",
                                call.say("dues.who"),
                                call.say("dues.note"),
                                List.of(
                                        call.say("dues.member"),
                                        call.say("dues.due"),
                                        call.say("dues.paid"),
                                        call.say("dues.arrears"),
                                        call.say("state")),
                                rows,
                                call.say("dues.none"))));
    }

    static Period quarter(Call call, String asked) {
        return Period.read(asked)
                .filter(p -> p.unit() == PeriodUnit.QUARTER)
                .orElseGet(() -> Period.containing(PeriodUnit.QUARTER, call.day()));
    }

    private static List<Board.Cell> row(
            Call call, Dues dues, UUID who, List<Occurrence> owed, Map<UUID, String> called) {
        BigDecimal missing = arrears(owed);
        Tag tag = missing.signum() > 0
                ? new Tag(call.say("dues.late"), Tone.OVERDUE)
                : owed.stream().anyMatch(o -> o.state() == State.OPEN || o.state() == State.UPCOMING)
                        ? new Tag(call.say("dues.running"), Tone.OPEN)
                        : new Tag(call.say("dues.all"), Tone.MET);
        return List.of(
                call.record(dues.of(), who, called),
                Board.Cell.number(FundMaker.money(call, sum(owed, false))),
                Board.Cell.number(FundMaker.money(call, sum(owed, true))),
                Board.Cell.number(FundMaker.money(call, missing)),
                Board.Cell.tag(tag));
    }

    private static BigDecimal sum(List<Occurrence> owed, boolean paid) {
        return owed.stream().map(o -> paid ? o.found() : o.needed()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal arrears(List<Occurrence> owed) {
        return owed.stream()
                .filter(o -> o.state() == State.OVERDUE)
                .map(o -> o.needed().subtract(o.found()).max(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
