package io.liren.web.rulebook;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.derivation.Occurrence;
import io.liren.derivation.State;
import io.liren.register.Registers;
import io.liren.rulebook.Clause;
import io.liren.rulebook.RawBlock;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Tone;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes what opens under a clause (依据): what runs, how it went, who is missing, and the records that count. */
final class EvidenceMaker {
    private static final int PERIODS = 12;
    private static final int LINES = 12;

    private final Edition edition;
    private final Registers registers;
    private final Titles titles;

    EvidenceMaker(Edition edition, Registers registers, Titles titles) {
        this.edition = edition;
        this.registers = registers;
        this.titles = titles;
    }

    EvidencePanel panel(Clause clause, Standings standings, Viewer viewer, Words words) {
        List<EvidencePanel.BlockEvidence> blocks = new ArrayList<>();
        for (Edition.Part part : edition.partsOf(clause)) {
            if (part.block().runs()) {
                List<Derivation> duties = part.compiled().derivations();
                blocks.add(
                        duties.isEmpty()
                                ? plain(clause, part, words)
                                : block(clause, part, duties.getFirst(), standings, viewer, words));
            }
        }
        return new EvidencePanel(
                Addresses.rulebook(clause.rulebook()),
                clause.leavesOut().map(l -> l.in(words.language())).orElse(""),
                blocks,
                List.of(new Link(words.say("rulebook.parameters"), "/parameters")),
                "",
                List.of());
    }

    private EvidencePanel.BlockEvidence plain(Clause clause, Edition.Part part, Words words) {
        return new EvidencePanel.BlockEvidence(
                part.kind().in(words.language()),
                sentence(part.inWords(), words),
                List.of(),
                "",
                List.of(),
                List.of(),
                List.of(),
                raw(clause, part));
    }

    private EvidencePanel.BlockEvidence block(
            Clause clause, Edition.Part part, Derivation duty, Standings standings, Viewer viewer, Words words) {
        Map<String, List<Occurrence>> periods = standings.byPeriod(duty);
        List<Occurrence> latest = duty.every().isPresent() && !periods.isEmpty()
                ? List.copyOf(periods.values()).getLast()
                : standings.occurrences(duty);
        List<Occurrence> owed = standings.occurrences(duty).stream()
                .filter(o -> o.state() == State.OVERDUE || (o.state() == State.OPEN && latest.contains(o)))
                .toList();
        return new EvidencePanel.BlockEvidence(
                part.kind().in(words.language()),
                sentence(part.inWords(), words),
                duty.every().isPresent() ? strip(periods, words) : List.of(),
                latest(duty, standings, words).orElse(""),
                missing(duty, owed, viewer, words),
                counted(duty, latest, viewer, words),
                List.of(),
                raw(clause, part));
    }

    private static List<RulebookPage.Piece> sentence(Label words, Words in) {
        return List.of(new RulebookPage.Piece(words.in(in.language()), ""));
    }

    private String raw(Clause clause, Edition.Part part) {
        return edition.rawBlocksOf(clause).stream()
                .filter(b -> b.body().has(part.block().place().name()))
                .map(RawBlock::text)
                .findFirst()
                .orElse("");
    }

    /** The latest period in figures: 2026 年第三季度:2 / 3; empty if the duty has not arisen. */
    Optional<String> latest(Derivation duty, Standings standings, Words words) {
        Map<String, List<Occurrence>> periods = standings.byPeriod(duty);
        if (duty.every().isEmpty() || periods.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<String, List<Occurrence>> last =
                List.copyOf(periods.entrySet()).getLast();
        return Optional.of(figures(last.getKey(), last.getValue(), words.language()));
    }

    private static String figures(String period, List<Occurrence> all, Language language) {
        long met = all.stream()
                .filter(o -> o.state() == State.MET || o.state() == State.MET_LATE)
                .count();
        return Period.parse(period).label(language) + (language == Language.ZH ? "：" : ": ") + met + "\u2060/\u2060"
                + all.size();
    }

    private static List<EvidencePanel.Period> strip(Map<String, List<Occurrence>> periods, Words words) {
        List<EvidencePanel.Period> strip = new ArrayList<>();
        for (Map.Entry<String, List<Occurrence>> entry : periods.entrySet()) {
            State state = worst(entry.getValue());
            String key = entry.getKey();
            strip.add(new EvidencePanel.Period(
                    key.contains("-") ? key.substring(key.indexOf('-') + 1) : key,
                    figures(key, entry.getValue(), words.language()) + ", "
                            + state.label().in(words.language()),
                    mark(state),
                    RulebookMaker.tone(state),
                    ""));
        }
        return strip.subList(Math.max(0, strip.size() - PERIODS), strip.size());
    }

    private static State worst(Collection<Occurrence> all) {
        for (State state : List.of(State.OVERDUE, State.OPEN, State.MET_LATE, State.MET, State.WAIVED)) {
            if (all.stream().anyMatch(o -> o.state() == state)) {
                return state;
            }
        }
        return State.UPCOMING;
    }

    private static String mark(State state) {
        return switch (state) {
            case MET -> "✓";
            case MET_LATE -> "迟";
            case OVERDUE -> "✗";
            case OPEN -> "…";
            case WAIVED -> "免";
            case UPCOMING -> "";
        };
    }

    private boolean isClosed(Optional<String> register, Viewer viewer) {
        return register.flatMap(registers::find)
                .filter(model -> !model.opensTo(viewer))
                .isPresent();
    }

    /** How many there are is told; who they are is for those who may read the register. */
    private static List<EvidencePanel.Line> onlyNumber(long number, Words words) {
        return number == 0
                ? List.of()
                : List.of(new EvidencePanel.Line(words.say("evidence.closed", number), "", "", List.of()));
    }

    private List<EvidencePanel.Line> missing(Derivation duty, List<Occurrence> owed, Viewer viewer, Words words) {
        if (isClosed(duty.subject(), viewer)) {
            return onlyNumber(owed.size(), words);
        }
        Map<UUID, String> names = duty.subject()
                .map(r -> titles.of(
                        viewer,
                        r,
                        owed.stream().flatMap(o -> o.subject().stream()).collect(Collectors.toSet())))
                .orElse(Map.of());
        return owed.stream()
                .limit(LINES)
                .map(o -> new EvidencePanel.Line(
                        o.subject()
                                .map(id -> names.getOrDefault(id, "…"))
                                .orElseGet(() -> duty.label().in(words.language())),
                        o.subject()
                                .flatMap(id -> duty.subject().map(r -> Addresses.record(r, id)))
                                .orElse(""),
                        note(duty, o, words),
                        List.of(new Tag(o.state().label().in(words.language()), RulebookMaker.tone(o.state())))))
                .toList();
    }

    private static String note(Derivation duty, Occurrence occurrence, Words words) {
        String period =
                duty.every().isPresent() ? Period.parse(occurrence.period()).label(words.language()) + " · " : "";
        return period
                + words.say(
                        occurrence.state() == State.OPEN || occurrence.state() == State.UPCOMING
                                ? "evidence.due"
                                : "today.wasDue",
                        Formats.shortDate(occurrence.dueOn(), words.language()));
    }

    private List<EvidencePanel.Line> counted(Derivation duty, List<Occurrence> latest, Viewer viewer, Words words) {
        Optional<String> register = duty.evidence();
        if (register.isEmpty()) {
            return List.of();
        }
        if (isClosed(register, viewer)) {
            return onlyNumber(
                    latest.stream()
                            .flatMap(o -> o.evidence().stream())
                            .distinct()
                            .count(),
                    words);
        }
        List<Occurrence> with = latest.stream()
                .filter(o -> !o.evidence().isEmpty())
                .limit(LINES)
                .toList();
        Map<UUID, String> names = titles.of(
                viewer,
                register.get(),
                with.stream().flatMap(o -> o.evidence().stream()).collect(Collectors.toSet()));
        List<EvidencePanel.Line> lines = new ArrayList<>();
        Set<UUID> shown = new HashSet<>();
        for (Occurrence occurrence : with) {
            for (UUID record : occurrence.evidence()) {
                // One meeting may count for many; it is shown once.
                if (lines.size() < LINES && shown.add(record)) {
                    lines.add(new EvidencePanel.Line(
                            names.getOrDefault(record, "…"),
                            Addresses.record(register.get(), record),
                            "",
                            tags(occurrence, words)));
                }
            }
        }
        return lines;
    }

    private static List<Tag> tags(Occurrence occurrence, Words words) {
        List<Tag> tags = new ArrayList<>();
        if (occurrence.state() == State.MET_LATE) {
            tags.add(new Tag(words.say("mark.late"), Tone.OPEN));
        } else if (occurrence.state() == State.MET) {
            tags.add(new Tag(words.say("mark.timely"), Tone.MET));
        }
        if (occurrence.isBackfilled()) {
            tags.add(new Tag(words.say("mark.backfilled"), Tone.OPEN));
        }
        return tags;
    }
}
