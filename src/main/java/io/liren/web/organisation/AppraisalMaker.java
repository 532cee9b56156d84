package io.liren.web.organisation;

import io.liren.appraisal.Appraisal;
import io.liren.appraisal.Appraisals;
import io.liren.register.Records;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.wording.Formats;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes an appraisal sheet (考评表): each item's points, opened down to the records behind them. */
final class AppraisalMaker {
    private static final int MOST = 60;
    private final Appraisals appraisals;
    private final Records records;

    AppraisalMaker(Appraisals appraisals, Records records) {
        this.appraisals = appraisals;
        this.records = records;
    }

    static String address(Appraisal appraisal, UUID sheet) {
        return Call.address("appraisals", appraisal, sheet);
    }

    Optional<Board> make(Call call, Appraisal appraisal, UUID id) {
        return appraisals.sheet(call.viewer(), appraisal, id).map(s -> make(call, appraisal, s));
    }

    private Board make(Call call, Appraisal appraisal, Appraisals.Sheet sheet) {
        Map<String, Appraisals.Score> scores = appraisals.scores(call.viewer(), appraisal, sheet.id()).stream()
                .collect(Collectors.toMap(Appraisals.Score::item, s -> s, (one, other) -> other));
        List<Board.Part> parts = new ArrayList<>();
        parts.add(Board.table(
                "items",
                call.say("appraisal.items"),
                call.say("appraisal.note"),
                List.of(
                        call.say("appraisal.item"),
                        call.say("appraisal.by"),
                        call.say("appraisal.points"),
                        call.say("progress")),
                appraisal.items().stream().map(i -> row(call, sheet, i, scores)).toList(),
                ""));
        for (Appraisal.Item item : appraisal.items()) {
            if (item.share().isPresent()) {
                parts.add(behind(call, appraisal, sheet, item));
            }
        }
        parts.add(scored(call, appraisal, scores));
        Tag state = sheet.concludedOn()
                .map(on -> new Tag(call.say("appraisal.concluded", call.on(on)), Tone.MET))
                .orElse(new Tag(
                        sheet.unscored() == 0
                                ? call.say("appraisal.open")
                                : call.say("appraisal.unscored", sheet.unscored()),
                        Tone.OPEN));
        return new Board(
                appraisal.label().in(call.language()) + " " + sheet.period().label(call.language()),
                state,
                call.say(
                        "appraisal.lead",
                        call.called(appraisal.of().register(), sheet.subject()),
                        Formats.decimal(sheet.total(), call.language()),
                        Formats.decimal(sheet.full(), call.language())),
                links(call, appraisal, sheet.id()),
                null,
                List.of(),
                parts);
    }

    private List<Link> links(Call call, Appraisal appraisal, UUID sheet) {
        List<Link> links = new ArrayList<>();
        links.add(
                new Link(call.say("record"), Addresses.record(appraisal.sheet().register(), sheet)));
        appraisal
                .scores()
                .flatMap(s -> records.registers().find(s.register()))
                .filter(m -> m.entrusts(call.viewer()))
                .ifPresent(m -> links.add(new Link(
                        call.say("appraisal.score"), Addresses.create(m.id(), Map.of("sheet", sheet.toString())))));
        return links;
    }

    private static List<Board.Cell> row(
            Call call, Appraisals.Sheet sheet, Appraisal.Item item, Map<String, Appraisals.Score> scores) {
        BigDecimal points = sheet.points().get(item.name());
        String by = item.share().isPresent() ? call.say("appraisal.facts") : call.say("appraisal.people");
        String label = item.label().in(call.language());
        return List.of(
                item.share().isPresent()
                        ? Board.Cell.to(label, "#item-" + item.name())
                        : scores.containsKey(item.name()) ? Board.Cell.to(label, "#scored") : Board.Cell.of(label),
                Board.Cell.of(by),
                Board.Cell.number(
                        points == null
                                ? call.say(item.share().isPresent() ? "appraisal.nothingDue" : "appraisal.notYet")
                                : Formats.decimal(points, call.language())),
                points == null
                        ? Board.Cell.of("")
                        : Board.Cell.bar("", FundMaker.percent(points, weight(item, points))));
    }

    /** Full marks of an item where they are written as a number; else its points. */
    private static BigDecimal weight(Appraisal.Item item, BigDecimal points) {
        String written = item.weight().text().strip();
        return written.matches("\\d+(\\.\\d+)?") ? new BigDecimal(written) : points;
    }

    private Board.Part behind(Call call, Appraisal appraisal, Appraisals.Sheet sheet, Appraisal.Item item) {
        List<List<Board.Cell>> rows = new ArrayList<>();
        for (Appraisals.Behind behind : appraisals.behind(call.viewer(), appraisal, sheet.id(), item, MOST)) {
            switch (behind) {
                case Appraisals.Behind.Facts(String register, List<UUID> ids) -> {
                    Map<UUID, String> called = call.called(register, ids);
                    ids.forEach(id -> rows.add(List.of(
                            call.record(register, id, called),
                            Board.Cell.of(""),
                            Board.Cell.of(""),
                            Board.Cell.of(""))));
                }
                case Appraisals.Behind.Kept kept -> kept(call, kept, rows);
            }
        }
        return new Board.Part(
                "item-" + item.name(),
                call.say("appraisal.behind", item.label().in(call.language()), rows.size()),
                call.say("appraisal.behindNote"),
                true,
                List.of(),
                List.of(
                        call.say("appraisal.what"),
                        call.say("period"),
                        call.say("state"),
                        call.say("appraisal.evidence")),
                rows,
                call.say("appraisal.nothingDue"),
                null);
    }

    private static void kept(Call call, Appraisals.Behind.Kept kept, List<List<Board.Cell>> rows) {
        List<UUID> subjects = kept.due().stream()
                .flatMap(d -> d.subject().stream())
                .distinct()
                .toList();
        Map<UUID, String> called =
                kept.duty().subject().map(r -> call.called(r, subjects)).orElse(Map.of());
        List<UUID> evidence = kept.due().stream()
                .flatMap(d -> d.evidence().stream())
                .distinct()
                .toList();
        Map<UUID, String> shown =
                kept.duty().evidence().map(r -> call.called(r, evidence)).orElse(Map.of());
        for (Appraisals.Due due : kept.due()) {
            rows.add(List.of(
                    kept.duty().subject().isPresent() && due.subject().isPresent()
                            ? call.record(
                                    kept.duty().subject().get(), due.subject().get(), called)
                            : Board.Cell.of(kept.duty().label().in(call.language())),
                    Board.Cell.of(PeriodWords.of(due.period(), call.language())),
                    Board.Cell.tag(standing(call, due)),
                    due.evidence().isEmpty() || kept.duty().evidence().isEmpty()
                            ? Board.Cell.of("—")
                            : call.record(
                                    kept.duty().evidence().get(), due.evidence().getFirst(), shown)));
        }
    }

    private static Tag standing(Call call, Appraisals.Due due) {
        return due.inTime()
                ? new Tag(call.say("appraisal.inTime"), Tone.MET)
                : due.counts()
                        ? new Tag(
                                due.metOn()
                                        .map(on -> call.say("appraisal.late", call.on(on)))
                                        .orElse(call.say("appraisal.missed")),
                                due.metOn().isPresent() ? Tone.OPEN : Tone.OVERDUE)
                        : new Tag(call.say("appraisal.leftOut"), Tone.QUIET);
    }

    private static Board.Part scored(Call call, Appraisal appraisal, Map<String, Appraisals.Score> scores) {
        return Board.table(
                "scored",
                call.say("appraisal.scored"),
                "",
                List.of(
                        call.say("appraisal.item"),
                        call.say("appraisal.points"),
                        call.say("appraisal.basis"),
                        call.say("appraisal.who"),
                        call.say("date")),
                scores.values().stream()
                        .map(s -> List.of(
                                Board.Cell.to(
                                        appraisal
                                                .item(s.item())
                                                .map(i -> i.label().in(call.language()))
                                                .orElse(s.item()),
                                        appraisal
                                                .scores()
                                                .map(shape -> Addresses.record(shape.register(), s.id()))
                                                .orElse("")),
                                Board.Cell.number(Formats.decimal(s.points(), call.language())),
                                Board.Cell.of(s.basis()),
                                Board.Cell.of(s.by()),
                                Board.Cell.of(call.on(s.on()))))
                        .toList(),
                call.say("appraisal.nobodyScored"));
    }
}
