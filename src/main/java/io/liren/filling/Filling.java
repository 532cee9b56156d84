package io.liren.filling;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.demand.Demand;
import io.liren.importing.Heading;
import io.liren.importing.Headings;
import io.liren.importing.Likeness;
import io.liren.importing.References;
import io.liren.register.Attachments;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.FieldWords;
import io.liren.register.Filter;
import io.liren.register.ListQuery;
import io.liren.register.Outcome;
import io.liren.register.Page;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.register.Revealing;
import io.liren.wording.Label;
import io.liren.workbook.Cell;
import io.liren.workbook.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fills tables that others send (填表): finds the columns, fills what a register knows, marks what nobody has, gives the table
 * back in its own format, and notes who asked, on what basis, and how many minutes it took.
 */
public final class Filling {
    private static final int HEAD = 40;
    private static final int MOST = 500;
    private static final double ENOUGH = 0.6;
    private static final Set<String> LEFT = Set.of("备注", "签名", "签字", "签章", "盖章");
    private static final String COUNTING = "序号";

    private final Records records;
    private final Revealing revealing;
    private final Facts facts;
    private final Attachments attachments;
    private final Edition edition;

    /** @param attachments keep the table as it came and as it went back */
    public Filling(Records records, Revealing revealing, Facts facts, Attachments attachments, Edition edition) {
        this.records = records;
        this.revealing = revealing;
        this.facts = facts;
        this.attachments = attachments;
        this.edition = edition;
    }

    /**
     * What is asked for.
     *
     * @param register whose records fill it
     * @param search which of them, where the table names none itself; empty: all
     * @param basis empty: none was given
     * @param purpose what sensitive values are shown for; empty: they stay masked
     * @param minutes how many it has taken so far
     */
    public record Asked(
            String name,
            byte[] file,
            String register,
            String search,
            String askedBy,
            String basis,
            String purpose,
            int minutes) {}

    /** What came of it. */
    public sealed interface Result {
        /** It is filled in and noted. */
        record Filled(String register, UUID request, int rows, int known, int unknown) implements Result {}

        /** It can't be; nothing was noted. */
        record Refused(List<Label> why) implements Result {
            public Refused {
                why = List.copyOf(why);
            }
        }
    }

    /** Where the viewer may note requests; nowhere if the viewer fills no tables in. */
    public List<Demand> demands(Viewer viewer) {
        return edition.all(Demand.class).stream()
                .filter(d -> records.registers().model(d.register()).entrusts(viewer))
                .toList();
    }

    /** The registers whose records may fill a table. */
    public List<RegisterModel> sources(Viewer viewer) {
        return records.registers().all().stream()
                .filter(m -> m.opensTo(viewer) && !m.title().isEmpty())
                .toList();
    }

    /** The cells of a table that are to be filled in, by line and column, and how many nobody knows. */
    private static final class Cells {
        private final Map<Integer, Map<Integer, Object>> values = new TreeMap<>();
        private int known;
        private int unknown;

        void put(int line, int column, Object value) {
            values.computeIfAbsent(line, l -> new TreeMap<>()).put(column, value);
        }
    }

    /**
     * Fills a table in.
     *
     * @throws io.liren.workbook.BadWorkbook if the table can't be read
     */
    public Result fill(Viewer viewer, Demand demand, Asked asked) {
        Blank blank = Blank.open(asked.file());
        RegisterModel model = records.registers().model(asked.register());
        Heading heading = new Headings(blank.lines().stream().limit(HEAD).toList(), blank.merges())
                .find(text -> likeliest(model, text).map(Guess::score).orElse(0.0));
        Map<Integer, FieldModel> columns = columns(model, heading);
        if (columns.isEmpty()) {
            return refused(
                    "表里没有认出「" + model.label().zh() + "」的任何一列",
                    "No column of “" + model.label().en() + "” was recognised");
        }
        Map<Integer, Optional<UUID>> rows = named(viewer, model, blank, heading, columns);
        if (rows.isEmpty()) {
            List<UUID> chosen = chosen(viewer, asked);
            int room = room(blank, heading);
            if (chosen.isEmpty() || chosen.size() > room) {
                return chosen.isEmpty()
                        ? refused("表里没有写名字,也没有选出任何记录", "The table names nobody, and no record was chosen")
                        : refused(
                                "表尾之前只有 " + room + " 行,选出了 " + chosen.size() + " 条记录。请先在表里插入空行",
                                "There is room for " + room + " lines and " + chosen.size()
                                        + " records were chosen: put empty lines into the table first");
            }
            for (int i = 0; i < chosen.size(); i++) {
                rows.put(heading.last() + 1 + i, Optional.of(chosen.get(i)));
            }
        }
        Cells cells = cells(viewer, asked, model, blank, heading, columns, rows);
        return note(viewer, demand, asked, blank, rows.size(), cells);
    }

    private static Result refused(String zh, String en) {
        return new Result.Refused(List.of(new Label(zh, en)));
    }

    private record Guess(FieldModel field, double score) {}

    private static Optional<Guess> likeliest(RegisterModel model, String header) {
        return model.fields().stream()
                .filter(f -> !(f.type() instanceof FieldType.Attachment))
                .map(f -> new Guess(f, Likeness.of(header, f)))
                .filter(g -> g.score() >= ENOUGH)
                .max(Comparator.comparingDouble(Guess::score));
    }

    private static Map<Integer, FieldModel> columns(RegisterModel model, Heading heading) {
        Map<Integer, Guess> best = new LinkedHashMap<>();
        for (int column = 0; column < heading.names().size(); column++) {
            String whole = heading.name(column);
            int here = column;
            likeliest(model, whole)
                    .or(() -> likeliest(model, whole.substring(whole.lastIndexOf('/') + 1)))
                    .ifPresent(guess -> best.put(here, guess));
        }
        Map<Integer, FieldModel> columns = new TreeMap<>();
        Set<String> used = new HashSet<>();
        best.entrySet().stream()
                .sorted(Comparator.comparingDouble(e -> -e.getValue().score()))
                .forEach(e -> {
                    if (used.add(e.getValue().field().name())) {
                        columns.put(e.getKey(), e.getValue().field());
                    }
                });
        return columns;
    }

    /** The lines that name someone already, with who that is. */
    private Map<Integer, Optional<UUID>> named(
            Viewer viewer, RegisterModel model, Blank blank, Heading heading, Map<Integer, FieldModel> columns) {
        References references = new References(records, viewer);
        Map<Integer, Optional<UUID>> rows = new TreeMap<>();
        for (Map.Entry<Integer, FieldModel> column : columns.entrySet()) {
            FieldModel field = column.getValue();
            boolean number = field.type() instanceof FieldType.Identity;
            boolean may = !field.isSensitive() || records.mayReveal(viewer, model, field);
            if (number ? !may : !List.of(field.name()).equals(model.title())) {
                continue;
            }
            Optional<String> by = number ? Optional.of(field.name()) : Optional.empty();
            Map<Integer, String> texts = new TreeMap<>();
            for (Line line : blank.lines()) {
                String text = line.cell(column.getKey()).text().replaceAll("\\s", "");
                if (line.number() > heading.last() && !text.isEmpty() && !Headings.closes(line)) {
                    texts.put(line.number(), text);
                }
            }
            references.prepare(model.id(), by, texts.values());
            texts.forEach((line, text) -> {
                List<UUID> found = references.find(model.id(), by, text);
                Optional<UUID> one = found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
                rows.merge(line, one, (before, now) -> number && now.isPresent() ? now : before.or(() -> now));
            });
        }
        return rows;
    }

    private List<UUID> chosen(Viewer viewer, Asked asked) {
        ListQuery query = ListQuery.of(asked.register()).size(MOST);
        RegisterModel model = records.registers().model(asked.register());
        ListQuery sorted = query.sortedBy(model.title().getFirst(), false);
        return records
                .list(viewer, asked.search().isBlank() ? sorted : sorted.where(new Filter.Found(asked.search())))
                .lines()
                .stream()
                .map(Page.Line::id)
                .toList();
    }

    /** How many lines below the heading hold nothing but a count, up to the first that holds more. */
    private static int room(Blank blank, Heading heading) {
        return blank.lines().stream()
                .filter(l -> l.number() > heading.last())
                .filter(l -> l.cells().stream()
                        .anyMatch(c -> !c.blank() && !c.text().strip().matches("\\d{1,4}")))
                .mapToInt(l -> l.number() - heading.last() - 1)
                .min()
                .orElse(MOST);
    }

    private Cells cells(
            Viewer viewer,
            Asked asked,
            RegisterModel model,
            Blank blank,
            Heading heading,
            Map<Integer, FieldModel> columns,
            Map<Integer, Optional<UUID>> rows) {
        List<UUID> ids = rows.values().stream()
                .flatMap(Optional::stream)
                .distinct()
                .limit(MOST)
                .toList();
        List<String> names = columns.values().stream().map(FieldModel::name).toList();
        Page page = records.list(
                viewer,
                ListQuery.of(model.id())
                        .columns(names)
                        .where(new Filter.Among(ids))
                        .size(MOST));
        Map<UUID, Map<String, Object>> shown = revealing.of(viewer, model.id(), ids, names, asked.purpose());
        Map<UUID, Page.Line> known = new LinkedHashMap<>();
        page.lines().forEach(line -> known.put(line.id(), line));
        Map<Integer, Line> there = new LinkedHashMap<>();
        blank.lines().forEach(line -> there.put(line.number(), line));
        Cells cells = new Cells();
        int[] count = {0};
        rows.forEach((number, id) -> {
            count[0]++;
            for (int column = 0; column < heading.names().size(); column++) {
                Line line = there.get(number);
                Cell cell = line == null ? Cell.BLANK : line.cell(column);
                String name = Likeness.plain(heading.name(column));
                if (!cell.blank() || name.isEmpty() || LEFT.contains(name)) {
                    continue;
                }
                FieldModel field = columns.get(column);
                Object value = field == null
                        ? null
                        : id.map(known::get)
                                .map(l -> value(viewer, field, l, page, shown))
                                .orElse(null);
                if (field == null && name.equals(COUNTING)) {
                    cells.put(number, column, BigDecimal.valueOf(count[0]));
                } else if (value == null) {
                    cells.unknown++;
                    cells.put(number, column, Blank.UNKNOWN);
                } else {
                    cells.known++;
                    cells.put(number, column, value);
                }
            }
        });
        return cells;
    }

    private static @Nullable Object value(
            Viewer viewer, FieldModel field, Page.Line line, Page page, Map<UUID, Map<String, Object>> shown) {
        Object open = shown.getOrDefault(line.id(), Map.of()).get(field.name());
        Object value = open == null ? line.values().get(field.name()) : open;
        if (value == null
                || value instanceof LocalDate
                || (value instanceof BigDecimal && field.type().numeric())) {
            return value;
        }
        String words = FieldWords.of(field.type(), value, viewer.language(), page.titles());
        return words.isEmpty() ? null : words;
    }

    private Result note(Viewer viewer, Demand demand, Asked asked, Blank blank, int rows, Cells cells) {
        byte[] filled = blank.filled(cells.values);
        String type = blank.mediaType();
        UUID came = attachments.keep(viewer, new Attachments.Kept(asked.name(), type, asked.file()));
        UUID went = attachments.keep(viewer, new Attachments.Kept(asked.name(), type, filled));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        String name = asked.name().replaceAll("\\.[A-Za-z]+$", "");
        values.put(Demand.Field.NAME.word(), name.isBlank() ? "表" : name);
        values.put(Demand.Field.ASKED_BY.word(), asked.askedBy());
        values.put(Demand.Field.BASIS.word(), asked.basis().isBlank() ? null : asked.basis());
        values.put(Demand.Field.ROWS.word(), rows);
        values.put(Demand.Field.FILLED.word(), cells.known);
        values.put(Demand.Field.UNKNOWN.word(), cells.unknown);
        values.put(Demand.Field.MINUTES.word(), asked.minutes());
        values.put(Demand.Field.CAME.word(), came);
        values.put(Demand.Field.WENT.word(), went);
        return switch (facts.enter(viewer, demand.register(), values, EntryOptions.none())) {
            case Outcome.Entered entered ->
                new Result.Filled(demand.register(), entered.id(), rows, cells.known, cells.unknown);
            case Outcome.Refused refused ->
                new Result.Refused(
                        refused.problems().stream().map(p -> p.says()).toList());
            case Outcome.Conflict conflict -> throw new IllegalStateException("a new record has no conflict");
        };
    }
}
