package io.liren.web.organisation;

import io.liren.block.Edition;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.fund.Fund;
import io.liren.fund.Funds;
import io.liren.register.Records;
import io.liren.register.Relation;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.wording.Formats;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes the book of an account (账簿): what stood there on any day, what moved, the budget, what goes up, the audits. */
final class FundMaker {
    private final Funds funds;
    private final Edition edition;
    private final Derivations derivations;
    private final Records records;

    FundMaker(Funds funds, Edition edition, Derivations derivations, Records records) {
        this.funds = funds;
        this.edition = edition;
        this.derivations = derivations;
        this.records = records;
    }

    static String address(Fund fund, UUID account) {
        return Call.address("funds", fund, account);
    }

    Board make(Call call, Fund fund, UUID account, LocalDate from, LocalDate until) {
        Funds.Book book = funds.book(call.viewer(), fund, account, from, until);
        List<Board.Part> parts = new ArrayList<>();
        parts.add(Board.facts(
                "sum",
                call.say("fund.sum"),
                List.of(
                        new Board.Fact(call.say("fund.opening", call.on(from)), money(call, book.opening()), ""),
                        new Board.Fact(call.say("fund.received"), money(call, book.received()), ""),
                        new Board.Fact(call.say("fund.paid"), money(call, book.paid()), ""),
                        new Board.Fact(call.say("fund.closing", call.on(until)), money(call, book.closing()), ""))));
        parts.add(lines(call, book));
        parts.add(moves(call, fund, book));
        budget(call, fund, account, until.getYear(), parts);
        owed(call, fund, account, parts);
        audits(call, fund, account, parts);
        return new Board(
                call.called(fund.accounts().register(), account),
                null,
                call.say("fund.lead", fund.label().in(call.language())),
                links(call, fund, account),
                new Board.Pick(
                        address(fund, account),
                        List.of(
                                new Board.Asked("from", call.say("from"), "date", from.toString()),
                                new Board.Asked("until", call.say("until"), "date", until.toString())),
                        call.say("show")),
                List.of(),
                parts);
    }

    private List<Link> links(Call call, Fund fund, UUID account) {
        List<Link> links = new ArrayList<>();
        links.add(new Link(call.say("record"), Addresses.record(fund.accounts().register(), account)));
        records.registers()
                .find(fund.entries())
                .filter(m -> m.entrusts(call.viewer()))
                .ifPresent(m -> links.add(new Link(
                        call.say("enter", m.label().in(call.language())),
                        Addresses.create(m.id(), Map.of(fund.account(), account.toString())))));
        fund.audits()
                .flatMap(a -> records.registers().find(a.register()))
                .filter(m -> m.entrusts(call.viewer()))
                .ifPresent(m -> links.add(new Link(
                        call.say("enter", m.label().in(call.language())),
                        Addresses.create(
                                m.id(), Map.of(fund.audits().orElseThrow().account(), account.toString())))));
        return links;
    }

    private static Board.Part lines(Call call, Funds.Book book) {
        return Board.table(
                "lines",
                call.say("fund.lines"),
                "",
                List.of(call.say("fund.line"), call.say("fund.times"), call.say("fund.in"), call.say("fund.out")),
                book.totals().stream()
                        .map(t -> List.of(
                                Board.Cell.of(t.line().label().in(call.language())),
                                Board.Cell.number(Formats.count(t.count(), call.language())),
                                Board.Cell.number(t.line().in() ? money(call, t.amount()) : ""),
                                Board.Cell.number(t.line().in() ? "" : money(call, t.amount()))))
                        .toList(),
                "");
    }

    private Board.Part moves(Call call, Fund fund, Funds.Book book) {
        Map<UUID, String> called = call.called(
                fund.entries(), book.moves().stream().map(Funds.Move::id).toList());
        return Board.table(
                "moves",
                call.say("fund.moves"),
                call.say("fund.movesNote"),
                List.of(
                        call.say("fund.entry"),
                        call.say("date"),
                        call.say("fund.line"),
                        call.say("fund.amount"),
                        call.say("fund.balance")),
                book.moves().stream()
                        .map(m -> List.of(
                                call.record(fund.entries(), m.id(), called),
                                Board.Cell.of(call.on(m.on())),
                                Board.Cell.of(fund.lines().stream()
                                        .filter(l -> l.name().equals(m.line()))
                                        .findFirst()
                                        .map(l -> l.label().in(call.language()))
                                        .orElse(m.line())),
                                Board.Cell.number(money(call, m.amount())),
                                Board.Cell.number(money(call, m.running()))))
                        .toList(),
                call.say("fund.noMoves"));
    }

    private void budget(Call call, Fund fund, UUID account, int year, List<Board.Part> parts) {
        if (fund.budget().isEmpty()) {
            return;
        }
        List<List<Board.Cell>> rows = funds.budget(call.viewer(), fund, year).stream()
                .filter(p -> p.account().filter(a -> !a.equals(account)).isEmpty())
                .map(p -> List.of(
                        Board.Cell.to(
                                fund.lines().stream()
                                        .filter(l -> l.name().equals(p.line()))
                                        .findFirst()
                                        .map(l -> l.label().in(call.language()))
                                        .orElse(p.line()),
                                Addresses.record(fund.budget().get().of().register(), p.id())),
                        Board.Cell.number(money(call, p.meant())),
                        Board.Cell.number(money(call, p.actual())),
                        Board.Cell.number(money(call, p.meant().subtract(p.actual()))),
                        Board.Cell.bar("", percent(p.actual(), p.meant()))))
                .toList();
        parts.add(Board.table(
                "budget",
                call.say("fund.budget", Integer.toString(year)),
                "",
                List.of(
                        call.say("fund.line"),
                        call.say("fund.meant"),
                        call.say("fund.actual"),
                        call.say("fund.left"),
                        call.say("progress")),
                rows,
                call.say("fund.noBudget")));
    }

    static int percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? 0
                : part.multiply(BigDecimal.valueOf(100))
                        .divide(whole, 0, RoundingMode.HALF_UP)
                        .intValue();
    }

    private void owed(Call call, Fund fund, UUID account, List<Board.Part> parts) {
        fund.owing().flatMap(edition::derivation).ifPresent(duty -> {
            List<List<Board.Cell>> rows = derivations.occurrences(call.viewer(), List.of(duty)).stream()
                    .filter(o -> o.subject().filter(account::equals).isPresent())
                    .sorted(Comparator.comparing(Occurrence::dueOn).reversed())
                    .limit(8)
                    .map(o -> List.of(
                            Board.Cell.of(PeriodWords.of(o.period(), call.language())),
                            Board.Cell.number(money(call, o.needed())),
                            Board.Cell.number(money(call, o.found())),
                            Board.Cell.of(call.on(o.dueOn())),
                            Board.Cell.tag(Standings.tag(o.state(), call.language()))))
                    .toList();
            parts.add(Board.table(
                    "owed",
                    duty.label().in(call.language()),
                    call.say("fund.owedNote"),
                    List.of(
                            call.say("period"),
                            call.say("fund.due"),
                            call.say("fund.done"),
                            call.say("dueOn"),
                            call.say("state")),
                    rows,
                    call.say("fund.noneOwed")));
        });
    }

    private void audits(Call call, Fund fund, UUID account, List<Board.Part> parts) {
        fund.audits()
                .flatMap(a -> records.relations(call.viewer(), fund.accounts().register(), account).stream()
                        .filter(r -> r.register().id().equals(a.register()))
                        .findFirst())
                .ifPresent(relation -> parts.add(audits(call, relation)));
    }

    private static Board.Part audits(Call call, Relation relation) {
        return Board.table(
                "audits",
                relation.register().label().in(call.language()),
                call.say("fund.auditNote"),
                List.of(call.say("fund.audit")),
                relation.first().stream()
                        .map(hit -> List.of(Board.Cell.to(
                                hit.title(),
                                Addresses.record(relation.register().id(), hit.id()))))
                        .toList(),
                call.say("fund.noAudit"));
    }

    static String money(Call call, BigDecimal yuan) {
        return Formats.money(yuan, call.language());
    }
}
