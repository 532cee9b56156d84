package io.liren.web.frame;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.calendar.Period;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.derivation.State;
import io.liren.sql.Transaction;
import io.liren.wording.Formats;
import io.liren.wording.Language;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a write does to duties (任务): those it settles, counts for or sets off. */
public final class Effects {
    private static final int NAMED = 3;
    private final Edition edition;
    private final Derivations derivations;
    private final Titles titles;

    /** @param titles names the subjects of duties */
    public Effects(Edition edition, Derivations derivations, Titles titles) {
        this.edition = edition;
        this.derivations = derivations;
        this.titles = titles;
    }

    /** What a write does, in sentences. */
    public record Said(List<String> settles, List<String> setsOff) {
        /** Nothing. */
        public static Said nothing() {
            return new Said(List.of(), List.of());
        }
    }

    private record Group(Derivation duty, List<Occurrence> occurrences) {}

    /** The duties that a write to a register can change. */
    public List<Derivation> touchedBy(String register) {
        Set<String> all = edition.names().withTouched(Set.of(register));
        return edition.derivations().stream()
                .filter(d -> d.reads().stream().anyMatch(all::contains))
                .toList();
    }

    /** How the duties that a register can change stand now. */
    public List<Occurrence> now(Viewer viewer, String register) {
        return derivations.occurrences(viewer, touchedBy(register));
    }

    /** How they stand inside a transaction. */
    public List<Occurrence> within(Transaction transaction, Viewer viewer, String register) {
        return derivations.occurrences(transaction, viewer.community(), touchedBy(register));
    }

    /** What lies between two states, in sentences. */
    public Said between(Collection<Occurrence> before, Collection<Occurrence> after, Viewer viewer, Words words) {
        Map<List<Object>, Occurrence> earlier = new HashMap<>();
        before.forEach(o -> earlier.put(key(o), o));
        List<Occurrence> met = new ArrayList<>();
        List<Occurrence> more = new ArrayList<>();
        List<Occurrence> arisen = new ArrayList<>();
        List<Occurrence> undone = new ArrayList<>();
        for (Occurrence occurrence : after) {
            Occurrence was = earlier.get(key(occurrence));
            if (isMet(occurrence)) {
                if (was == null || !isMet(was)) {
                    met.add(occurrence);
                }
            } else if (was == null) {
                arisen.add(occurrence);
            } else if (isMet(was)) {
                undone.add(occurrence);
            } else if (occurrence.found().compareTo(was.found()) > 0) {
                more.add(occurrence);
            }
        }
        List<String> settles = new ArrayList<>();
        groups(met).forEach(g -> settles.add(words.say("effect.met", named(g, viewer, words))));
        groups(more)
                .forEach(g -> settles.add(words.say(
                        "effect.more",
                        named(g, viewer, words),
                        plain(g.occurrences().getFirst().found()),
                        plain(g.occurrences().getFirst().needed()))));
        List<String> setsOff = new ArrayList<>();
        groups(undone).forEach(g -> setsOff.add(words.say("effect.undone", named(g, viewer, words))));
        groups(arisen)
                .forEach(g -> setsOff.add(words.say(
                        "effect.arisen",
                        named(g, viewer, words),
                        Formats.shortDate(g.occurrences().getLast().dueOn(), words.language()))));
        return new Said(settles, setsOff);
    }

    /** A duty with its clause: 党员教育管理制度 6 · 季度思想汇报. */
    public String name(Derivation duty, Language language) {
        return duty.clause()
                        .map(c -> edition.rulebook(c.rulebook())
                                        .orElseThrow()
                                        .title()
                                        .in(language) + " " + c.number() + " · ")
                        .orElse("")
                + duty.label().in(language);
    }

    private String named(Group group, Viewer viewer, Words words) {
        Derivation duty = group.duty();
        Language language = words.language();
        List<Occurrence> all = group.occurrences();
        if (all.size() > NAMED) {
            return words.say("effect.many", name(duty, language), all.size());
        }
        Set<UUID> ids = all.stream().flatMap(o -> o.subject().stream()).collect(java.util.stream.Collectors.toSet());
        Map<UUID, String> names = duty.subject().isEmpty() || ids.isEmpty()
                ? Map.of()
                : titles.of(viewer, duty.subject().get(), ids);
        List<String> each = new ArrayList<>();
        for (Occurrence occurrence : all) {
            String period =
                    duty.every().isPresent() ? Period.parse(occurrence.period()).label(language) : "";
            String subject =
                    occurrence.subject().map(id -> names.getOrDefault(id, "")).orElse("");
            String one = (subject + " " + period).strip();
            if (!one.isEmpty() && !each.contains(one)) {
                each.add(one);
            }
        }
        return each.isEmpty()
                ? name(duty, language)
                : words.say("effect.of", name(duty, language), String.join(language == Language.ZH ? "、" : ", ", each));
    }

    private List<Group> groups(List<Occurrence> occurrences) {
        Map<String, List<Occurrence>> byDuty = new LinkedHashMap<>();
        occurrences.forEach(
                o -> byDuty.computeIfAbsent(o.duty(), d -> new ArrayList<>()).add(o));
        List<Group> groups = new ArrayList<>();
        byDuty.forEach((id, all) -> edition.derivation(id).ifPresent(d -> groups.add(new Group(d, all))));
        return groups;
    }

    private static List<Object> key(Occurrence occurrence) {
        return List.of(occurrence.duty(), occurrence.subject(), occurrence.period());
    }

    private static boolean isMet(Occurrence occurrence) {
        return occurrence.state() == State.MET || occurrence.state() == State.MET_LATE;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
