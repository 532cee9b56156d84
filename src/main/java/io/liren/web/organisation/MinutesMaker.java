package io.liren.web.organisation;

import io.liren.block.Edition;
import io.liren.body.Body;
import io.liren.body.Meetings;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.FieldWords;
import io.liren.register.Hit;
import io.liren.register.RecordView;
import io.liren.register.Records;
import io.liren.register.Relation;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Makes the minutes (会议纪要) of a meeting that a body's rules know. Nothing in it is typed a second time. */
final class MinutesMaker {
    private final Edition edition;
    private final Records records;

    MinutesMaker(Edition edition, Records records) {
        this.edition = edition;
        this.records = records;
    }

    static String address(String register, UUID meeting) {
        return "/minutes/" + register.replace('.', '/') + "/" + meeting;
    }

    /** Whether meetings of a register have minutes. */
    boolean knows(String register) {
        return edition.all(Body.class).stream().anyMatch(b -> b.meetings().equals(register));
    }

    Optional<MinutesPage> make(Call call, String register, UUID meeting) {
        return knows(register)
                ? records.record(call.viewer(), register, meeting).map(r -> make(call, r))
                : Optional.empty();
    }

    private MinutesPage make(Call call, RecordView meeting) {
        String register = meeting.register().id();
        List<Body> rules = edition.all(Body.class).stream()
                .filter(b -> b.meetings().equals(register))
                .toList();
        Set<UUID> bodies = new LinkedHashSet<>();
        List<String> standing = new ArrayList<>();
        String kind = "";
        for (Body body : rules) {
            Optional<Meetings.Standing> one = records.asSeenBy(
                    call.viewer(), t -> Meetings.standing(t, body, call.viewer().community(), meeting.id()));
            if (one.isPresent()) {
                kind = kind.isEmpty() ? body.label().in(call.language()) : kind;
                standing.addAll(lines(call, body, one.get()));
                one.get().held().forEach(h -> bodies.add(h.body()));
            }
        }
        List<Board.Fact> heads = new ArrayList<>();
        List<Board.Fact> parts = new ArrayList<>();
        for (FieldModel field : meeting.register().entered()) {
            Object value = meeting.values().get(field.name());
            String text = FieldWords.of(field.type(), value, call.language(), meeting.titles());
            if (value == null || text.isBlank() || field.type() instanceof FieldType.Attachment) {
                continue;
            }
            Board.Fact fact = new Board.Fact(field.label().in(call.language()), text, "");
            boolean isLong = field.type() instanceof FieldType.Text(boolean many) && many;
            (isLong ? parts : heads).add(fact);
        }
        String issuer = bodies.isEmpty() ? held(call, rules, meeting) : issuer(call, rules, bodies);
        return new MinutesPage(
                issuer,
                kind.isEmpty() ? call.say("minutes.title") : call.say("minutes.of", kind),
                heads,
                parts,
                resolved(call, rules, meeting),
                standing,
                issuer,
                meeting.register()
                        .happened()
                        .map(f -> meeting.values().get(f))
                        .filter(java.time.LocalDate.class::isInstance)
                        .map(d -> call.on((java.time.LocalDate) d))
                        .orElse(""),
                new Link(call.say("record"), Addresses.record(register, meeting.id())));
    }

    private static String issuer(Call call, List<Body> rules, Set<UUID> bodies) {
        return rules.isEmpty()
                ? ""
                : String.join(
                        call.say("and"),
                        call.called(rules.getFirst().bodies(), bodies).values());
    }

    /** Who held it, as the meeting itself says, where no body's rules are about it. */
    private static String held(Call call, List<Body> rules, RecordView meeting) {
        return rules.stream()
                .flatMap(b -> b.said().stream().filter(b::isBody))
                .map(e -> e.field().name())
                .findFirst()
                .flatMap(name -> meeting.register().field(name))
                .map(f -> FieldWords.of(f.type(), meeting.values().get(f.name()), call.language(), meeting.titles()))
                .orElse("");
    }

    private List<String> lines(Call call, Body body, Meetings.Standing standing) {
        List<String> lines = new ArrayList<>();
        Map<UUID, String> called = call.called(
                body.bodies(), standing.held().stream().map(Meetings.Held::body).toList());
        for (Meetings.Held held : standing.held()) {
            lines.add(call.say(
                    held.quorate() ? "minutes.quorate" : "minutes.notQuorate",
                    called.getOrDefault(held.body(), ""),
                    held.due(),
                    held.here()));
        }
        for (int i = 0; i < standing.items().size(); i++) {
            if (!standing.items().get(i)) {
                lines.add(call.say("minutes.lacks", body.agenda().get(i).in(call.language())));
            }
        }
        return lines;
    }

    private List<MinutesPage.Resolved> resolved(Call call, List<Body> rules, RecordView meeting) {
        Set<String> registers = new LinkedHashSet<>();
        rules.forEach(b -> b.resolves().ifPresent(registers::add));
        List<MinutesPage.Resolved> resolved = new ArrayList<>();
        for (Relation relation :
                records.relations(call.viewer(), meeting.register().id(), meeting.id())) {
            if (registers.contains(relation.register().id())) {
                for (Hit hit : relation.first()) {
                    records.record(call.viewer(), relation.register().id(), hit.id())
                            .ifPresent(r -> resolved.add(new MinutesPage.Resolved(
                                    r.title(), more(call, r, relation.field().name()))));
                }
            }
        }
        return resolved;
    }

    /** The facts of what was resolved beside its title and its meeting, in words. */
    private static String more(Call call, RecordView record, String meeting) {
        List<String> facts = new ArrayList<>();
        for (FieldModel field : record.register().entered()) {
            Object value = record.values().get(field.name());
            String text = FieldWords.of(field.type(), value, call.language(), record.titles());
            if (value != null && !text.isBlank() && !field.name().equals(meeting) && !text.equals(record.title())) {
                facts.add(field.label().in(call.language()) + call.say("minutes.colon") + text);
            }
        }
        return String.join(call.say("minutes.comma"), facts);
    }
}
