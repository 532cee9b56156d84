package io.liren.report;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.calendar.PeriodUnit;
import io.liren.rulebook.Code;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlList;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads report blocks. */
final class ReportReader {
    private final BlockSource source;

    ReportReader(BlockSource source) {
        this.source = source;
    }

    List<ReportBlock> read() {
        List<ReportBlock> reports = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(
                    thing.body(),
                    "label",
                    "every",
                    "also",
                    "of",
                    "rows",
                    "columns",
                    "total",
                    "basis",
                    "admission",
                    "to",
                    "due",
                    "from",
                    "prepared-by",
                    "reviewed-by",
                    "hide-under",
                    "identities",
                    "list");
            report(thing.place(), thing.body()).ifPresent(reports::add);
        }
        return reports;
    }

    private Optional<ReportBlock> report(Place place, YamlMap body) {
        Optional<YamlScalar> written = source.required(body, place, "every");
        Optional<PeriodUnit> every = written.flatMap(source::period);
        List<ReportBlock.Listed> list = list(body);
        // A list needs no numbers of its own: how many lines it has is told anyway.
        boolean only = !list.isEmpty() && !body.has("rows") && !body.has("columns");
        Optional<ReportBlock.Rows> rows = only ? Optional.of(lines(place)) : rows(place, body);
        Optional<Selection> of = source.scalar(body, "of").map(Selection::read);
        if (of.isEmpty() && (!list.isEmpty() || !(rows.orElse(null) instanceof ReportBlock.Rows.Named))) {
            source.required(body, place, "of");
        }
        List<ReportBlock.Column> columns = only
                ? List.of(lineCount(place))
                : source.requiredMap(body, place, "columns").map(this::columns).orElse(List.of());
        if (every.isEmpty() || rows.isEmpty() || columns.isEmpty()) {
            return Optional.empty();
        }
        if (!body.has("basis")) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "报表要写 basis:依据。没有依据的报表不能用。",
                    "A report needs basis: what it rests on. Without one it can't be used.");
        }
        Optional<YamlScalar> preparedBy = source.scalar(body, "prepared-by");
        Optional<YamlScalar> reviewedBy = source.scalar(body, "reviewed-by");
        return SheetRegister.block(place, preparedBy, reviewedBy, source)
                .map(sheets -> new ReportBlock(
                        place,
                        every.get(),
                        written.get(),
                        body.scalars("also").stream()
                                .flatMap(s -> source.period(s).stream())
                                .toList(),
                        of,
                        rows.get(),
                        columns,
                        source.flag(body, "total"),
                        source.label(body, "basis"),
                        source.label(body, "admission"),
                        source.label(body, "to"),
                        source.scalar(body, "due").flatMap(source::span),
                        source.scalar(body, "from").flatMap(source::date),
                        preparedBy,
                        reviewedBy,
                        hide(body, place),
                        identities(body, place),
                        list,
                        sheets));
    }

    private static ReportBlock.Rows lines(Place place) {
        return new ReportBlock.Rows.Named(List.of(new ReportBlock.Row(
                new YamlScalar("listed", false, place.position()),
                new Label("名单", "List"),
                Optional.empty(),
                Optional.empty(),
                List.of())));
    }

    private static ReportBlock.Column lineCount(Place place) {
        return new ReportBlock.Column.Alike(
                new YamlScalar("number", false, place.position()),
                new Label("条数", "Lines"),
                new ReportBlock.Counted(Optional.empty(), Optional.empty(), Optional.empty()),
                Shift.OWN);
    }

    private List<ReportBlock.Listed> list(YamlMap body) {
        List<ReportBlock.Listed> columns = new ArrayList<>();
        for (Yaml item : source.items(body, "list")) {
            switch (item) {
                case YamlScalar field -> columns.add(new ReportBlock.Listed(field, Optional.empty(), Optional.empty()));
                case YamlMap map
                when map.has("name") && map.has("value") -> {
                    source.allow(map, "name", "label", "value");
                    map.scalar("name")
                            .ifPresent(name -> columns.add(
                                    new ReportBlock.Listed(name, source.label(map, "label"), map.scalar("value"))));
                }
                case Yaml other ->
                    source.error(
                            Code.WRONG_VALUE,
                            other.position(),
                            "名单的一栏写成字段,或 {name: …, label: …, value: 算式}。",
                            "Write a column of the list as a field, or as {name: …, label: …, value: EXPRESSION}.");
            }
        }
        return columns;
    }

    private Optional<ReportBlock.Rows> rows(Place place, YamlMap body) {
        return switch (body.at("rows").orElse(null)) {
            case YamlScalar choice -> Optional.of(new ReportBlock.Rows.By(choice));
            case YamlMap map -> {
                List<ReportBlock.Row> rows = new ArrayList<>();
                for (YamlMap.Entry entry : map.entries()) {
                    if (entry.value() instanceof YamlMap row) {
                        rows.add(row(entry.key(), row));
                    } else {
                        wrongRows(entry.key().position());
                    }
                }
                yield Optional.of(new ReportBlock.Rows.Named(rows));
            }
            case YamlList list -> wrongRows(list.position());
            case null -> wrongRows(place.position());
        };
    }

    private ReportBlock.Row row(YamlScalar name, YamlMap row) {
        source.allow(row, "label", "of", "where", "measures");
        List<ReportBlock.Used> measures = new ArrayList<>();
        row.map("measures").ifPresent(map -> {
            for (YamlMap.Entry entry : map.entries()) {
                switch (entry.value()) {
                    case YamlScalar condition ->
                        measures.add(new ReportBlock.Used(
                                entry.key(),
                                new ReportBlock.Counted(Optional.empty(), Optional.empty(), Optional.of(condition))));
                    case YamlMap counted -> {
                        source.allow(counted, "sum", "distinct", "where");
                        measures.add(new ReportBlock.Used(entry.key(), counted(counted)));
                    }
                    case YamlList list ->
                        source.error(
                                Code.WRONG_VALUE,
                                list.position(),
                                "一个数写成条件,或 {sum: 数, where: 条件}。",
                                "Write a measure as a condition, or as {sum: number, where: condition}.");
                }
            }
        });
        return new ReportBlock.Row(
                name,
                source.label(row, "label").orElse(Label.same(name.text())),
                source.scalar(row, "of").map(Selection::read),
                source.scalar(row, "where"),
                measures);
    }

    private static ReportBlock.Counted counted(YamlMap map) {
        return new ReportBlock.Counted(map.scalar("sum"), map.scalar("distinct"), map.scalar("where"));
    }

    private Optional<ReportBlock.Rows> wrongRows(io.liren.rulebook.Position position) {
        source.error(
                Code.MISSING_KEY,
                position,
                "rows 写一个选项字段,或「名称: {label: …, where: 条件}」。",
                "Write rows as a choice field, or as “name: {label: …, where: condition}”.");
        return Optional.empty();
    }

    private List<ReportBlock.Column> columns(YamlMap map) {
        List<ReportBlock.Column> columns = new ArrayList<>();
        for (YamlMap.Entry entry : map.entries()) {
            if (entry.value() instanceof YamlMap column) {
                source.allow(
                        column, "label", "count", "sum", "distinct", "use", "ratio", "difference", "where", "period");
                column(entry.key(), column).ifPresent(columns::add);
            } else {
                source.error(
                        Code.WRONG_VALUE,
                        entry.key(),
                        "一栏写成 {label: …, count: true}。",
                        "Write a column as {label: …, count: true}.");
            }
        }
        return columns;
    }

    private Optional<ReportBlock.Column> column(YamlScalar name, YamlMap column) {
        List<String> kinds = List.of("count", "sum", "distinct", "use", "ratio", "difference").stream()
                .filter(column::has)
                .toList();
        if (kinds.size() != 1) {
            source.error(
                    Code.MISSING_KEY,
                    name,
                    "写一样:count: true、sum: 数、distinct: 值、use: 行里的名称、ratio: [栏, 栏] 或 difference: [栏, 栏]。",
                    "Write one of count: true, sum: a number, distinct: a value, use: a measure of the rows, "
                            + "ratio: [column, column] or difference: [column, column].");
            return Optional.empty();
        }
        Label label = source.label(column, "label").orElse(Label.same(name.text()));
        return switch (kinds.getFirst()) {
            case "use" ->
                source.scalar(column, "use")
                        .map(measure -> new ReportBlock.Column.Use(name, label, measure, shift(column)));
            case "ratio", "difference" -> {
                boolean ratio = kinds.getFirst().equals("ratio");
                List<YamlScalar> two = column.scalars(kinds.getFirst());
                if (two.size() != 2) {
                    source.error(
                            Code.WRONG_VALUE,
                            name,
                            kinds.getFirst() + " 要写两栏:[栏, 栏]。",
                            kinds.getFirst() + " takes two columns: [column, column].");
                    yield Optional.empty();
                }
                yield Optional.of(new ReportBlock.Column.Of(name, label, ratio, two.getFirst(), two.getLast()));
            }
            default -> Optional.of(new ReportBlock.Column.Alike(name, label, counted(column), shift(column)));
        };
    }

    private Shift shift(YamlMap column) {
        Optional<YamlScalar> written = source.scalar(column, "period");
        if (written.isEmpty()) {
            return Shift.OWN;
        }
        return Shift.of(written.get().text()).orElseGet(() -> {
            String known = String.join(
                    "、", Arrays.stream(Shift.values()).map(Shift::word).toList());
            source.error(
                    Code.WRONG_VALUE, written.get(), "period 只能是 " + known + "。", "period is one of " + known + ".");
            return Shift.OWN;
        });
    }

    private Optional<ReportBlock.Hide> hide(YamlMap body, Place place) {
        return switch (body.at("hide-under").orElse(null)) {
            case YamlMap map -> {
                source.allow(map, "count", "except", "rows");
                Optional<YamlScalar> count = source.required(map, place, "count");
                yield count.flatMap(source::number)
                        .map(n -> new ReportBlock.Hide(n.intValue(), map.scalars("except"), map.scalars("rows")));
            }
            case Yaml other -> {
                source.error(
                        Code.WRONG_VALUE,
                        other.position(),
                        "hide-under 写成 {count: 5, except: [岗位], rows: [行]}。",
                        "Write hide-under as {count: 5, except: [posts], rows: [rows]}.");
                yield Optional.empty();
            }
            case null -> Optional.empty();
        };
    }

    private List<ReportBlock.Adds> identities(YamlMap body, Place place) {
        List<ReportBlock.Adds> identities = new ArrayList<>();
        for (Yaml item : source.items(body, "identities")) {
            if (item instanceof YamlMap map && map.has("each") != map.has("that")) {
                source.allow(map, "each", "that", "says");
                boolean each = map.has("each");
                source.scalar(map, each ? "each" : "that")
                        .ifPresent(text -> identities.add(new ReportBlock.Adds(text, each, source.label(map, "says"))));
            } else {
                source.error(
                        Code.WRONG_VALUE,
                        item.position(),
                        "勾稽写成 {each: \"栏 + 栏 = 栏\"} 或 {that: \"行.栏 = 报表.行.栏\"}。",
                        "Write an identity as {each: \"column + column = column\"} or {that: \"row.column = report.row.column\"}.");
            }
        }
        return identities;
    }
}
