package io.liren.web.organisation;

import io.liren.plan.Plan;
import io.liren.plan.Plans;
import io.liren.register.Records;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.wording.Formats;
import io.liren.wording.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes a plan (计划): each target, how far it has come and by which records, what was not planned, the draft of the summary. */
final class PlanMaker {
    static final String TEXT = "text";
    private static final int BEHIND = 12;
    private final Plans plans;
    private final Records records;

    PlanMaker(Plans plans, Records records) {
        this.plans = plans;
        this.records = records;
    }

    static String address(Plan plan, UUID record) {
        return Call.address("plans", plan, record);
    }

    Optional<Board> make(Call call, Plan plan, UUID record, List<String> problems, String written) {
        Optional<Plans.Sheet> sheet = plans.sheets(call.viewer(), plan).stream()
                .filter(s -> s.id().equals(record))
                .findFirst();
        return sheet.map(s -> make(call, plan, s, problems, written));
    }

    private Board make(Call call, Plan plan, Plans.Sheet sheet, List<String> problems, String written) {
        List<Plans.Progress> targets = plans.progress(call.viewer(), plan, sheet.id());
        Map<UUID, String> called = call.called(
                plan.targets().register(),
                targets.stream().map(Plans.Progress::id).toList());
        List<Board.Part> parts = new ArrayList<>();
        parts.add(Board.table(
                "targets",
                call.say("plan.targets"),
                call.say("plan.reached", sheet.reached(), sheet.targets()),
                List.of(
                        call.say("plan.target"),
                        call.say("plan.counts"),
                        call.say("plan.done"),
                        call.say("plan.number"),
                        call.say("progress")),
                targets.stream()
                        .map(t -> List.of(
                                call.record(plan.targets().register(), t.id(), called),
                                Board.Cell.of(
                                        Objects.requireNonNull(plan.facts().get(t.counts()))
                                                .label()
                                                .in(call.language())),
                                Board.Cell.number(Formats.decimal(t.done(), call.language())),
                                Board.Cell.number(Formats.decimal(t.target(), call.language())),
                                Board.Cell.bar(t.percent() + "%", t.percent())))
                        .toList(),
                call.say("plan.noTargets")));
        for (Plans.Progress target : targets) {
            behind(call, plan, target, called).ifPresent(parts::add);
        }
        plan.outside().ifPresent(outside -> parts.add(outside(call, plan, sheet, outside)));
        plan.summary()
                .filter(s -> records.registers()
                        .find(s.register())
                        .filter(m -> m.entrusts(call.viewer()))
                        .isPresent())
                .ifPresent(s -> parts.add(Board.act(
                        "summary",
                        call.say("plan.summary"),
                        call.say("plan.summaryNote"),
                        new Board.Act(
                                address(plan, sheet.id()) + "/summary",
                                call.say("plan.save"),
                                "",
                                List.of(new Board.Asked(
                                        TEXT,
                                        call.say("plan.text"),
                                        "long",
                                        written.isEmpty() ? draft(call, plan, sheet) : written))))));
        return new Board(
                call.called(plan.of().register(), sheet.id()),
                null,
                call.say("plan.lead", plan.label().in(call.language())),
                links(call, plan, sheet.id()),
                null,
                problems,
                parts);
    }

    private List<Link> links(Call call, Plan plan, UUID record) {
        List<Link> links = new ArrayList<>();
        links.add(new Link(call.say("record"), Addresses.record(plan.of().register(), record)));
        records.registers()
                .find(plan.targets().register())
                .filter(m -> m.entrusts(call.viewer()))
                .ifPresent(m -> links.add(new Link(
                        call.say("enter", m.label().in(call.language())),
                        Addresses.create(m.id(), Map.of(plan.plan(), record.toString())))));
        return links;
    }

    private Optional<Board.Part> behind(Call call, Plan plan, Plans.Progress target, Map<UUID, String> called) {
        Plan.Fact fact = Objects.requireNonNull(plan.facts().get(target.counts()));
        if (fact.register().isEmpty()) {
            return Optional.empty();
        }
        String register = fact.register().get();
        List<UUID> ids = plans.records(call.viewer(), plan, target.id(), fact, BEHIND);
        Map<UUID, String> titles = call.called(register, ids);
        return Optional.of(new Board.Part(
                "behind-" + target.id(),
                call.say("plan.behind", called.getOrDefault(target.id(), call.say("unnamed"))),
                "",
                true,
                List.of(),
                List.of(call.say("plan.record")),
                ids.stream()
                        .map(id -> List.of(call.record(register, id, titles)))
                        .toList(),
                call.say("plan.noRecords"),
                null));
    }

    private Board.Part outside(Call call, Plan plan, Plans.Sheet sheet, Plan.Outside outside) {
        List<Plans.Unplanned> unplanned = plans.outside(call.viewer(), plan, sheet.id());
        Map<UUID, String> titles = call.called(
                outside.register(), unplanned.stream().map(Plans.Unplanned::id).toList());
        return Board.table(
                "outside",
                call.say("plan.outside"),
                "",
                List.of(call.say("plan.record"), call.say("plan.why")),
                unplanned.stream()
                        .map(u -> List.of(
                                call.record(outside.register(), u.id(), titles),
                                Board.Cell.of(u.why().orElse(call.say("plan.noReason")))))
                        .toList(),
                call.say("plan.nothingOutside"));
    }

    /** The draft that people edit: every target with its figures, then what was not planned. */
    private String draft(Call call, Plan plan, Plans.Sheet sheet) {
        List<Plans.Progress> targets = plans.progress(call.viewer(), plan, sheet.id());
        Map<UUID, String> called = call.called(
                plan.targets().register(),
                targets.stream().map(Plans.Progress::id).toList());
        Language language = call.language();
        String lines = targets.stream()
                .map(t -> call.say(
                        t.reached() ? "plan.lineReached" : "plan.lineShort",
                        called.getOrDefault(t.id(), call.say("unnamed")),
                        Formats.decimal(t.target(), language),
                        Formats.decimal(t.done(), language),
                        t.percent()))
                .collect(Collectors.joining("\n"));
        int outside = plans.outside(call.viewer(), plan, sheet.id()).size();
        return call.say("plan.draftHead", Integer.toString(sheet.year()), sheet.targets(), sheet.reached()) + "\n"
                + lines
                + (outside == 0 ? "" : "\n" + call.say("plan.draftOutside", outside))
                + "\n" + call.say("plan.draftEnd");
    }

    /** What the summary is filled in with; the text as people have put it right. */
    Map<String, Object> summary(Call call, Plan plan, UUID record, int year, String text) {
        Map<String, Object> filled = new java.util.LinkedHashMap<>(plans.filled(call.viewer(), plan, record, year));
        plan.summary().ifPresent(s -> filled.put(s.text(), text));
        return filled;
    }

    Optional<Integer> year(Call call, Plan plan, UUID record) {
        return plans.sheets(call.viewer(), plan).stream()
                .filter(s -> s.id().equals(record))
                .map(Plans.Sheet::year)
                .findFirst();
    }
}
