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
                    "of",
                    "rows",
                    "columns",
                    "total",
                    "basis",
                    "to",
                    "due",
                    "prepared-by",
                    "reviewed-by");
            report(thing.place(), thing.body()).ifPresent(reports::add);
        }
        return reports;
    }

    private Optional<ReportBlock> report(Place place, YamlMap body) {
        Optional<YamlScalar> written = source.required(body, place, "every");
        Optional<PeriodUnit> every = written.flatMap(source::period);
        Optional<YamlScalar> of = source.required(body, place, "of");
        Optional<ReportBlock.Rows> rows = rows(place, body);
        List<ReportBlock.Column> columns =
                source.requiredMap(body, place, "columns").map(this::columns).orElse(List.of());
        if (every.isEmpty() || of.isEmpty() || rows.isEmpty() || columns.isEmpty()) {
            return Optional.empty();
        }
        if (!body.has("basis")) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "报表要写 basis:依据。没有依据的报表不能用。",
                    "A report needs basis: what it rests on. Without one it can't be used.");
        }
        return Optional.of(new ReportBlock(
                place,
                every.get(),
                written.get(),
                Selection.read(of.get()),
                rows.get(),
                columns,
                source.flag(body, "total"),
                source.label(body, "basis"),
                source.label(body, "to"),
                source.scalar(body, "due").flatMap(source::span),
                source.scalar(body, "prepared-by"),
                source.scalar(body, "reviewed-by")));
    }

    private Optional<ReportBlock.Rows> rows(Place place, YamlMap body) {
        return switch (body.at("rows").orElse(null)) {
            case YamlScalar choice -> Optional.of(new ReportBlock.Rows.By(choice));
            case YamlMap map -> {
                List<ReportBlock.Row> rows = new ArrayList<>();
                for (YamlMap.Entry entry : map.entries()) {
                    if (entry.value() instanceof YamlMap row) {
                        source.allow(row, "label", "where");
                        Label label = source.label(row, "label").orElse(Label.same(entry.name()));
                        source.required(row, place, "where")
                                .ifPresent(w -> rows.add(new ReportBlock.Row(entry.name(), label, w)));
                    }
                }
                yield Optional.of(new ReportBlock.Rows.Named(rows));
            }
            case YamlList list -> wrongRows(list.position());
            case null -> wrongRows(place.position());
        };
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
            Yaml value = entry.value();
            if (value instanceof YamlMap column) {
                source.allow(column, "label", "count", "sum", "where");
                if (column.has("count") == column.has("sum")) {
                    source.error(
                            Code.MISSING_KEY,
                            entry.key(),
                            "写 count: true 或 sum: 数。",
                            "Write count: true or sum: a number.");
                }
                columns.add(new ReportBlock.Column(
                        entry.name(),
                        source.label(column, "label").orElse(Label.same(entry.name())),
                        column.scalar("sum"),
                        column.scalar("where")));
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
}
