package io.liren.importing;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.Loading;
import io.liren.register.Parsed;
import io.liren.register.Problem;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.wording.Label;
import io.liren.workbook.Cell;
import io.liren.workbook.Line;
import io.liren.workbook.Merge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/** One passage through a file's rows: cells become values, names become records, known rows are met as decided. */
final class Reading {
    private static final int PORTION = 2_000;
    private static final int MOST_NAMED = 300;

    /** Between the names of several records; a title's own words stand apart by a dot with spaces. */
    private static final Pattern SEVERAL = Pattern.compile("\\s*[,，、;；]\\s*|(?<![·\\s])\\s+(?![·\\s])");

    private final Viewer viewer;
    private final RegisterModel model;
    private final Records records;
    private final Plan plan;
    private final Heading heading;
    private final IntConsumer progress;
    private final Set<Integer> out;
    private final boolean ours;
    private final CellText cells;
    private final References references;
    private final Existing existing;
    private final Map<String, UUID> accounts = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();
    private final Map<Integer, Checked.Known> known = new TreeMap<>();
    private final Map<Integer, Cell> above = new HashMap<>();
    private List<Read> portion = new ArrayList<>();
    private final Map<Integer, List<Merge>> merged = new HashMap<>();
    private final Map<Merge, Cell> mergedText = new HashMap<>();
    private int rows;
    private int skipped;

    /** @param ours whether the file left this system as it is: each line is a record, each text what it says */
    Reading(
            Viewer viewer,
            RegisterModel model,
            Records records,
            Today today,
            Plan plan,
            Heading heading,
            IntConsumer progress,
            Collection<Integer> out,
            boolean ours) {
        this.viewer = viewer;
        this.model = model;
        this.records = records;
        this.plan = plan;
        this.heading = heading;
        this.progress = progress;
        this.out = new HashSet<>(out);
        this.ours = ours;
        this.cells = new CellText(today, ours);
        this.references = new References(records, viewer);
        Set<String> given = new HashSet<>();
        plan.columns().values().forEach(target -> given.add(target.field()));
        for (FieldModel field : model.entered()) {
            if (field.type() instanceof FieldType.Identity(var birth, var sex) && given.contains(field.name())) {
                birth.ifPresent(given::add);
            }
        }
        this.existing = new Existing(model, viewer.community(), given);
    }

    /**
     * A line that counts.
     *
     * @param plain what its cells say, by column, but for those that name records or accounts
     */
    private record Read(Line line, Map<Integer, Parsed> plain) {}

    /** @param rows how many lines counted up to its end */
    private record Portion(List<Read> lines, int rows) {}

    /**
     * Takes the lines of the sheet in. They are read ahead while those before are looked up and written. Cells merged downwards
     * say the same in each line.
     *
     * @param lines passes on each line of the sheet
     */
    void run(Loading target, List<Merge> merges, Consumer<Consumer<Line>> lines) {
        merged(merges);
        Ahead.<Portion>of(
                portions -> {
                    lines.accept(line -> take(line, portions));
                    pass(portions);
                },
                portion -> put(target, portion));
    }

    private void merged(List<Merge> merges) {
        for (Merge merge : merges) {
            if (merge.bottom() > merge.top()
                    && merge.top() > heading.last()
                    && plan.columns().containsKey(merge.left())) {
                merged.computeIfAbsent(merge.left(), c -> new ArrayList<>()).add(merge);
            }
        }
    }

    private void take(Line line, Consumer<Portion> portions) {
        if (line.number() <= heading.last()) {
            return;
        }
        Map<Integer, Cell> row = new TreeMap<>();
        for (Integer column : plan.columns().keySet()) {
            Cell cell = line.cell(column);
            if (!merged.isEmpty()) {
                cell = unmerged(line.number(), column, cell);
            }
            if (!ours && CellText.ditto(cell)) {
                cell = above.getOrDefault(column, Cell.BLANK);
            }
            above.put(column, cell);
            row.put(column, cell);
        }
        long filled = row.values().stream().filter(c -> !c.blank()).count();
        if (filled == 0 || (!ours && filled <= 2 && Headings.closes(line))) {
            return;
        }
        rows++;
        if (out.contains(line.number())) {
            return;
        }
        int last = plan.columns().keySet().stream().max(Integer::compare).orElse(0);
        List<Cell> whole = new ArrayList<>();
        for (int column = 0; column <= last; column++) {
            whole.add(row.getOrDefault(column, Cell.BLANK));
        }
        Line counted = new Line(line.number(), whole);
        portion.add(new Read(counted, plain(counted)));
        if (portion.size() == PORTION) {
            pass(portions);
        }
    }

    private void pass(Consumer<Portion> portions) {
        if (!portion.isEmpty()) {
            portions.accept(new Portion(portion, rows));
            portion = new ArrayList<>();
        }
    }

    private Map<Integer, Parsed> plain(Line line) {
        Map<Integer, Parsed> plain = new HashMap<>();
        plan.columns()
                .forEach((column, target) -> model.field(target.field())
                        .filter(FieldModel::entered)
                        .filter(f -> f.type().target().isEmpty() && !(f.type() instanceof FieldType.Account))
                        .ifPresent(f -> plain.put(column, cells.read(f.type(), line.cell(column)))));
        return plain;
    }

    private Cell unmerged(int row, int column, Cell cell) {
        for (Merge merge : merged.getOrDefault(column, List.of())) {
            if (merge.holds(row, column)) {
                if (row == merge.top()) {
                    mergedText.put(merge, cell);
                }
                return mergedText.getOrDefault(merge, cell);
            }
        }
        return cell;
    }

    private void put(Loading target, Portion read) {
        List<Read> portion = read.lines();
        prepareReferences(portion.stream().map(Read::line).toList());
        List<Map<String, Parsed>> given = new ArrayList<>();
        List<Map<String, Object>> values = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (Read line : portion) {
            Map<String, Parsed> row = values(line);
            given.add(row);
            values.add(known(row));
            numbers.add(line.line().number());
        }
        Map<Integer, Existing.Match> matches =
                records.asSeenBy(viewer, transaction -> existing.of(transaction, values));
        Map<Integer, Problem> twice = new HashMap<>();
        existing.within(
                values,
                seen,
                numbers,
                (place, line, by, field) -> twice.putIfAbsent(
                        place,
                        new Problem(
                                Optional.of(field),
                                new Label(
                                        by.zh() + "与第 " + line + " 行重复", by.en() + "line " + line + " says it already"),
                                true,
                                "twice")));
        note(matches, numbers);
        List<Loading.Row> good = new ArrayList<>();
        for (int i = 0; i < portion.size(); i++) {
            int number = numbers.get(i);
            Existing.Match match = matches.get(i);
            Plan.Choice choice = match == null ? Plan.Choice.ENTER : choice(number, match);
            if (choice == Plan.Choice.SKIP) {
                skipped++;
            } else if (twice.containsKey(i)) {
                target.refuse(number, List.of(Objects.requireNonNull(twice.get(i))));
            } else {
                Optional<Loading.There> there =
                        choice == Plan.Choice.UPDATE && match != null ? Optional.of(match.there()) : Optional.empty();
                Map<String, Parsed> row = given.get(i);
                if (there.isPresent()) {
                    // An empty cell says nothing: what is known stays.
                    row.values().removeIf(p -> p instanceof Parsed.Missing);
                }
                good.add(new Loading.Row(number, there, row));
            }
        }
        target.put(good);
        progress.accept(read.rows());
    }

    private Plan.Choice choice(int number, Existing.Match match) {
        return plan.single().getOrDefault(number, match.sure() ? plan.same() : plan.alike());
    }

    private void note(Map<Integer, Existing.Match> matches, List<Integer> numbers) {
        Map<Integer, Existing.Match> shown = new TreeMap<>();
        matches.forEach((place, match) -> {
            if (known.size() + shown.size() < MOST_NAMED) {
                shown.put(place, match);
            } else {
                known.put(numbers.get(place), new Checked.Known(match.there().id(), "", match.by(), match.sure()));
            }
        });
        Map<UUID, String> titles = records.titles(
                viewer,
                model.id(),
                shown.values().stream().map(m -> m.there().id()).toList());
        shown.forEach((place, match) -> known.put(
                numbers.get(place),
                new Checked.Known(
                        match.there().id(), titles.getOrDefault(match.there().id(), ""), match.by(), match.sure())));
    }

    private void prepareReferences(List<Line> portion) {
        plan.columns()
                .forEach((column, target) -> model.field(target.field()).ifPresent(field -> {
                    field.type().target().ifPresent(register -> {
                        FieldType asked = asked(register, target);
                        Set<String> texts = new LinkedHashSet<>();
                        for (Line line : portion) {
                            texts.addAll(named(field, asked, line.cell(column)));
                        }
                        references.prepare(register, target.by(), texts);
                    });
                }));
    }

    private FieldType asked(String register, Target target) {
        return target.by()
                .flatMap(by -> records.registers().model(register).field(by))
                .map(FieldModel::type)
                .orElse(new FieldType.Text(false));
    }

    /** What a cell names: one, or several where the field holds several. */
    private List<String> named(FieldModel field, FieldType asked, Cell cell) {
        if (!(cells.read(asked, cell) instanceof Parsed.Value(Object value))) {
            return List.of();
        }
        String text = String.valueOf(value);
        return field.type().many()
                ? SEVERAL.splitAsStream(text).filter(name -> !name.isBlank()).toList()
                : List.of(text);
    }

    private Map<String, Parsed> values(Read read) {
        Map<String, Parsed> values = new LinkedHashMap<>();
        plan.columns().forEach((column, target) -> {
            Optional<FieldModel> field = model.field(target.field()).filter(FieldModel::entered);
            if (field.isEmpty()) {
                return;
            }
            Cell cell = read.line().cell(column);
            Parsed plain = read.plain().get(column);
            Parsed parsed = plain != null
                    ? plain
                    : field.get().type().target().isPresent() ? reference(field.get(), target, cell) : account(cell);
            Parsed before = values.get(target.field());
            values.put(target.field(), before == null ? parsed : both(before, parsed));
        });
        return values;
    }

    /** Two columns may tell of one record: its name and its number. The one that is there counts; both must agree. */
    private static Parsed both(Parsed one, Parsed other) {
        if (one instanceof Parsed.Value(Object a) && other instanceof Parsed.Value(Object b)) {
            return a.equals(b) ? one : CellText.wrong("两列说的不是同一条记录", "Two columns tell of different records");
        }
        if (one instanceof Parsed.Value) {
            return one;
        }
        return other instanceof Parsed.Missing ? one : other;
    }

    private Parsed reference(FieldModel field, Target target, Cell cell) {
        String register = field.type().target().orElseThrow();
        FieldType asked = asked(register, target);
        Parsed read = cells.read(asked, cell);
        if (!(read instanceof Parsed.Value)) {
            return read;
        }
        List<UUID> ids = new ArrayList<>();
        for (String text : named(field, asked, cell)) {
            List<UUID> found = references.find(register, target.by(), text);
            Label label = records.registers().model(register).label();
            if (found.isEmpty()) {
                return CellText.wrong(
                        "「" + label.zh() + "」里没有「" + text + "」", "“" + label.en() + "” has no “" + text + "”");
            }
            if (found.size() > 1) {
                return CellText.wrong(
                        "有 " + found.size() + " 条「" + label.zh() + "」叫「" + text + "」,请加一列号码来区分",
                        found.size() + " of “" + label.en() + "” are called “" + text
                                + "”: add a column with a number that tells them apart");
            }
            ids.add(found.getFirst());
        }
        return new Parsed.Value(field.type().many() ? List.copyOf(new LinkedHashSet<>(ids)) : ids.getFirst());
    }

    private Parsed account(Cell cell) {
        if (accounts.isEmpty()) {
            records.accounts(viewer).forEach((id, name) -> accounts.put(name, id));
        }
        if (!(cells.read(new FieldType.Text(false), cell) instanceof Parsed.Value(Object name))) {
            return new Parsed.Missing();
        }
        UUID id = accounts.get(name);
        return id == null
                ? CellText.wrong("没有叫「" + name + "」的工作人员", "No worker is called “" + name + "”")
                : new Parsed.Value(id);
    }

    private Map<String, Object> known(Map<String, Parsed> row) {
        Map<String, Object> plain = new HashMap<>();
        row.forEach((field, parsed) -> {
            if (parsed instanceof Parsed.Value(Object value)) {
                plain.put(field, value);
                if (model.field(field).orElseThrow().type() instanceof FieldType.Identity(var birth, var sex)) {
                    birth.ifPresent(b -> io.liren.register.IdentityNumber.birth(value.toString())
                            .ifPresent(day -> plain.putIfAbsent(b, day)));
                }
            }
        });
        return plain;
    }

    /** @param leftOut the lines that were left out before, and why */
    Checked checked(Loading.Result result, Map<Integer, List<Problem>> leftOut) {
        Map<Integer, List<Problem>> problems = new TreeMap<>(leftOut);
        problems.putAll(result.problems());
        return new Checked(
                rows,
                result.entered(),
                result.corrected(),
                result.unchanged(),
                skipped,
                problems,
                known,
                result.kept());
    }
}
