package io.liren.parameter;

import io.liren.block.BlockSource;
import io.liren.block.Edition;
import io.liren.block.Texts;
import io.liren.journal.Canonical;
import io.liren.journal.Difference;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.journal.Replays;
import io.liren.rulebook.Findings;
import io.liren.rulebook.RawBlock;
import io.liren.rulebook.Rulebook;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds the values of parameters against where they came from: those a community set against its journal, those above all
 * areas against the texts of the rulebooks, of which the one that runs has the last word.
 */
public final class ParameterReplay implements Replays.Part {
    private final Edition edition;
    private final Journal journal;

    /** @param journal keeps what communities set */
    public ParameterReplay(Edition edition, Journal journal) {
        this.edition = edition;
        this.journal = journal;
    }

    private record Dated(String name, LocalDate from) implements Comparable<Dated> {
        @Override
        public int compareTo(Dated other) {
            int names = name.compareTo(other.name);
            return names != 0 ? names : from.compareTo(other.from);
        }
    }

    private record Kept(
            long position,
            JsonNode value,
            String source,
            @Nullable UUID by) {}

    private record Brought(Dated dated, JsonNode value) {}

    @Override
    public Optional<Difference> firstDifference(Transaction transaction, UUID community) {
        Map<Dated, List<Kept>> told = new TreeMap<>();
        journal.ofKind(transaction, community, List.of(Entry.Kind.SETTING), placed -> hear(placed, community, told));
        return differs(community, told, kept(transaction, community)).or(() -> above(transaction, community));
    }

    private static void hear(Journal.Placed placed, UUID community, Map<Dated, List<Kept>> told) {
        Entry entry = placed.entry();
        if (entry.record().equals(community)
                && Canonical.read(entry.content()).get("after") instanceof Map<?, ?> after
                && after.get("value") instanceof String value) {
            told.computeIfAbsent(
                            new Dated(entry.register(), LocalDate.parse(String.valueOf(after.get("from")))),
                            dated -> new ArrayList<>())
                    .add(new Kept(placed.position(), json(value), String.valueOf(after.get("source")), entry.actor()));
        }
    }

    private static Map<Dated, List<Kept>> kept(Transaction transaction, UUID area) {
        Map<Dated, List<Kept>> kept = new TreeMap<>();
        transaction.rows(
                Sql.of("""
                        select name, from_on, value::text as value, source, set_by from parameter_value
                         where area_id = {area} order by name, from_on, set_at""").value("area", area),
                row -> kept.computeIfAbsent(
                                new Dated(row.text("name"), row.date("from_on")), dated -> new ArrayList<>())
                        .add(new Kept(0, json(row.text("value")), row.text("source"), row.uuidOrNull("set_by"))));
        return kept;
    }

    private static Optional<Difference> differs(
            UUID community, Map<Dated, List<Kept>> told, Map<Dated, List<Kept>> found) {
        for (Map.Entry<Dated, List<Kept>> each : told.entrySet()) {
            Dated dated = each.getKey();
            List<Kept> there = Optional.ofNullable(found.remove(dated)).orElse(List.of());
            for (int i = 0; i < each.getValue().size(); i++) {
                Kept expected = each.getValue().get(i);
                if (i >= there.size()) {
                    return Optional.of(Difference.missing(community, expected.position(), dated.name(), community)
                            .at(dated.from().toString()));
                }
                Optional<Difference> difference = differs(community, dated, expected, there.get(i));
                if (difference.isPresent()) {
                    return difference;
                }
            }
            if (there.size() > each.getValue().size()) {
                return Optional.of(unheardOf(community, community, dated));
            }
        }
        return found.keySet().stream().findFirst().map(dated -> unheardOf(community, community, dated));
    }

    private static Optional<Difference> differs(UUID area, Dated dated, Kept expected, Kept found) {
        if (!expected.value().equals(found.value())) {
            return Optional.of(field(area, dated, expected, "value", expected.value(), found.value()));
        }
        if (!expected.source().equals(found.source())) {
            return Optional.of(field(area, dated, expected, "source", expected.source(), found.source()));
        }
        String by = String.valueOf(expected.by());
        return by.equals(String.valueOf(found.by()))
                ? Optional.empty()
                : Optional.of(field(area, dated, expected, "set_by", by, String.valueOf(found.by())));
    }

    private static Difference field(UUID area, Dated dated, Kept expected, String name, Object should, Object does) {
        return Difference.ofField(
                area, expected.position(), dated.name(), area, dated.from() + " " + name, should, does);
    }

    private static Difference unheardOf(UUID community, UUID area, Dated dated) {
        return Difference.unheardOf(community, dated.name(), area)
                .at(dated.from().toString());
    }

    /** Above the community only rulebooks set values, and only for the area above all others. */
    private Optional<Difference> above(Transaction transaction, UUID community) {
        Map<Dated, Kept> last = new TreeMap<>();
        for (Parameter parameter : edition.all(Parameter.class)) {
            parameter
                    .values()
                    .forEach(value -> last.put(
                            new Dated(parameter.id(), value.from()),
                            new Kept(0, json(value.json()), value.source().toString(), null)));
        }
        Set<Brought> ever = new HashSet<>();
        for (UUID area : areasAbove(transaction, community)) {
            Map<Dated, List<Kept>> kept = kept(transaction, area);
            for (Map.Entry<Dated, List<Kept>> each : kept.entrySet()) {
                Dated dated = each.getKey();
                Kept expected = last.remove(dated);
                if (expected != null) {
                    Optional<Difference> difference =
                            differs(area, dated, expected, each.getValue().getLast());
                    if (difference.isPresent()) {
                        return difference;
                    }
                }
                for (Kept value : each.getValue().subList(0, each.getValue().size() - (expected == null ? 0 : 1))) {
                    if (ever.isEmpty()) {
                        ever.addAll(everBrought(transaction));
                    }
                    if (value.by() != null || !ever.contains(new Brought(dated, value.value()))) {
                        return Optional.of(unheardOf(community, area, dated));
                    }
                }
            }
        }
        return last.keySet().stream()
                .findFirst()
                .map(dated -> Difference.missing(community, 0, dated.name(), community)
                        .at(dated.from().toString()));
    }

    /** Nearest to the country first, so that what rulebooks brought is met where they bring it. */
    private static List<UUID> areasAbove(Transaction transaction, UUID community) {
        return transaction.rows(
                Sql.of("""
                        select ancestor_id from area_path
                         where area_id = {community} and ancestor_id <> {same} order by depth desc""").value("community", community).value("same", community), row -> row.uuid("ancestor_id"));
    }

    private static Set<Brought> everBrought(Transaction transaction) {
        Set<Brought> ever = new HashSet<>();
        for (Rulebook rulebook : Texts.kept(transaction)) {
            for (RawBlock raw : rulebook.blocks()) {
                if (raw.keyword().equals(ParameterKind.KEYWORD)) {
                    new ParameterReader(new BlockSource(raw, new Findings()))
                            .read()
                            .forEach(parameter -> parameter
                                    .values()
                                    .forEach(value -> ever.add(new Brought(
                                            new Dated(parameter.place().id(), value.from()), json(value.json())))));
                }
            }
        }
        return ever;
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
