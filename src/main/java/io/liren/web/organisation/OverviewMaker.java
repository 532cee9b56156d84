package io.liren.web.organisation;

import io.liren.appraisal.Appraisal;
import io.liren.appraisal.Appraisals;
import io.liren.block.Edition;
import io.liren.body.Body;
import io.liren.election.Election;
import io.liren.fund.Dues;
import io.liren.fund.Fund;
import io.liren.fund.Funds;
import io.liren.plan.Plan;
import io.liren.plan.Plans;
import io.liren.register.ListQuery;
import io.liren.register.Page;
import io.liren.register.Records;
import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes the overview of organisations' work: what there is of each, the newest first. */
final class OverviewMaker {
    private static final int SHOWN = 8;
    private final Edition edition;
    private final Records records;
    private final Plans plans;
    private final Funds funds;
    private final Appraisals appraisals;

    OverviewMaker(Edition edition, Records records, Plans plans, Funds funds, Appraisals appraisals) {
        this.edition = edition;
        this.records = records;
        this.plans = plans;
        this.funds = funds;
        this.appraisals = appraisals;
    }

    Board make(Call call) {
        List<Board.Part> parts = new ArrayList<>();
        add(parts, "plans", call.say("plans"), call, plans(call));
        add(parts, "funds", call.say("funds"), call, funds(call));
        add(parts, "dues", call.say("duesTitle"), call, dues(call));
        add(parts, "appraisals", call.say("appraisals"), call, appraisals(call));
        add(parts, "elections", call.say("elections"), call, elections(call));
        add(parts, "meetings", call.say("meetings"), call, meetings(call));
        return new Board(
                call.say("title"),
                null,
                call.say("lead"),
                List.of(new Link(call.say("calendar"), Call.CALENDAR)),
                null,
                List.of(),
                parts);
    }

    private static void add(List<Board.Part> parts, String id, String title, Call call, List<List<Board.Cell>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        boolean states =
                rows.stream().map(List::getLast).anyMatch(cell -> !cell.text().isEmpty() || cell.tag() != null);
        List<String> heads = List.of(call.say("which"), call.say("kind"), call.say("state"));
        parts.add(Board.table(
                id,
                title,
                "",
                states ? heads : heads.subList(0, 2),
                states ? rows : rows.stream().map(r -> r.subList(0, 2)).toList(),
                ""));
    }

    private List<List<Board.Cell>> plans(Call call) {
        List<List<Board.Cell>> rows = new ArrayList<>();
        for (Plan plan : plans.all(call.viewer())) {
            List<Plans.Sheet> sheets =
                    plans.sheets(call.viewer(), plan).stream().limit(SHOWN).toList();
            Map<UUID, String> called = call.called(
                    plan.of().register(), sheets.stream().map(Plans.Sheet::id).toList());
            sheets.forEach(s -> rows.add(List.of(
                    Board.Cell.to(called.getOrDefault(s.id(), call.say("unnamed")), PlanMaker.address(plan, s.id())),
                    Board.Cell.of(plan.label().in(call.language())),
                    Board.Cell.of(call.say("plan.reached", s.reached(), s.targets())))));
        }
        return rows;
    }

    private List<List<Board.Cell>> funds(Call call) {
        List<List<Board.Cell>> rows = new ArrayList<>();
        for (Fund fund : funds.all(call.viewer())) {
            List<Funds.Standing> standings = funds.standings(call.viewer(), fund, call.day());
            Map<UUID, String> called = call.called(
                    fund.accounts().register(),
                    standings.stream().map(Funds.Standing::account).toList());
            standings.forEach(s -> rows.add(List.of(
                    Board.Cell.to(
                            called.getOrDefault(s.account(), call.say("unnamed")),
                            FundMaker.address(fund, s.account())),
                    Board.Cell.of(fund.label().in(call.language())),
                    Board.Cell.of(FundMaker.money(call, s.balance())))));
        }
        return rows;
    }

    private List<List<Board.Cell>> dues(Call call) {
        return dues(call, edition).stream()
                .map(d -> List.of(
                        Board.Cell.to(d.label().in(call.language()), DuesMaker.address(d)),
                        Board.Cell.of(DuesMaker.quarter(call, "").label(call.language())),
                        Board.Cell.of("")))
                .toList();
    }

    /** The dues whose registers the viewer may read. */
    List<Dues> dues(Call call, Edition all) {
        return all.all(Dues.class).stream()
                .filter(d -> d.registers().stream().allMatch(r -> opens(call, r)))
                .toList();
    }

    private List<List<Board.Cell>> appraisals(Call call) {
        List<List<Board.Cell>> rows = new ArrayList<>();
        for (Appraisal appraisal : appraisals.all(call.viewer())) {
            List<Appraisals.Heading> sheets = appraisals.headings(call.viewer(), appraisal, SHOWN);
            Map<UUID, String> called = call.called(
                    appraisal.of().register(),
                    sheets.stream().map(Appraisals.Heading::subject).distinct().toList());
            sheets.forEach(s -> rows.add(List.of(
                    Board.Cell.to(
                            called.getOrDefault(s.subject(), call.say("unnamed")) + " "
                                    + s.period().label(call.language()),
                            AppraisalMaker.address(appraisal, s.id())),
                    Board.Cell.of(appraisal.label().in(call.language())),
                    Board.Cell.tag(
                            s.concludedOn().isPresent()
                                    ? new Tag(call.say("appraisal.done"), Tone.MET)
                                    : new Tag(call.say("appraisal.open"), Tone.OPEN)))));
        }
        return rows;
    }

    private List<List<Board.Cell>> elections(Call call) {
        List<List<Board.Cell>> rows = new ArrayList<>();
        for (Election election : elections(call, edition)) {
            newest(call, election.elections())
                    .forEach((id, title) -> rows.add(List.of(
                            Board.Cell.to(title, ElectionMaker.address(election, id)),
                            Board.Cell.of(election.label().in(call.language())),
                            Board.Cell.of(""))));
        }
        return rows;
    }

    /** The elections the viewer may read. */
    List<Election> elections(Call call, Edition all) {
        return all.all(Election.class).stream()
                .filter(e -> opens(call, e.elections()) && opens(call, e.candidates()) && opens(call, e.counts()))
                .toList();
    }

    /** Meetings that some body's rules know, once a register. */
    private List<List<Board.Cell>> meetings(Call call) {
        return edition.all(Body.class).stream()
                .map(Body::meetings)
                .distinct()
                .filter(r -> opens(call, r))
                .flatMap(r -> newest(call, r).entrySet().stream()
                        .map(m -> List.of(
                                Board.Cell.to(m.getValue(), MinutesMaker.address(r, m.getKey())),
                                Board.Cell.of(call.say("minutes.title")),
                                Board.Cell.of(""))))
                .toList();
    }

    /** The newest records of a register, by what they are called. */
    private Map<UUID, String> newest(Call call, String register) {
        ListQuery query = ListQuery.of(register).size(SHOWN);
        Optional<String> happened = records.registers().model(register).happened();
        List<UUID> ids =
                records
                        .list(
                                call.viewer(),
                                happened.map(f -> query.sortedBy(f, true)).orElse(query))
                        .lines()
                        .stream()
                        .map(Page.Line::id)
                        .toList();
        Map<UUID, String> called = call.called(register, ids);
        Map<UUID, String> inOrder = new LinkedHashMap<>();
        ids.forEach(id -> inOrder.put(id, called.getOrDefault(id, call.say("unnamed"))));
        return inOrder;
    }

    private boolean opens(Call call, String register) {
        return Optional.of(register)
                .flatMap(records.registers()::find)
                .filter(m -> m.opensTo(call.viewer()))
                .isPresent();
    }
}
