package io.liren.appraisal;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.block.Span;
import io.liren.calendar.DayUnit;
import io.liren.calendar.PeriodUnit;
import io.liren.register.Assembled;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads appraisal blocks, and puts together the registers they bring along: the sheets, and what people scored. */
final class AppraisalReader {
    static final String YEAR = "year";
    static final String PART = "part";
    static final String CONCLUDED = "concluded_on";
    static final String FIRST = "first";
    static final String SECOND = "second";
    static final String WHOLE = "whole";
    static final String SHEET = "sheet";
    static final String ITEM = "item";
    static final String POINTS = "points";
    static final String BASIS = "basis";

    private final BlockSource source;

    AppraisalReader(BlockSource source) {
        this.source = source;
    }

    List<AppraisalBlock> read() {
        List<AppraisalBlock> appraisals = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(thing.body(), "label", "of", "every", "due", "owed-by", "enter", "read", "items", "fields");
            appraisal(thing.place(), thing.body()).ifPresent(appraisals::add);
        }
        return appraisals;
    }

    private Optional<AppraisalBlock> appraisal(Place place, YamlMap body) {
        Optional<YamlScalar> of = source.required(body, place, "of");
        Optional<YamlScalar> owedBy = source.required(body, place, "owed-by");
        List<AppraisalBlock.Every> every = every(place, body);
        List<AppraisalBlock.Item> items =
                source.requiredMap(body, place, "items").map(this::items).orElse(List.of());
        if (of.isEmpty() || owedBy.isEmpty() || every.isEmpty() || items.isEmpty()) {
            return Optional.empty();
        }
        Optional<Span> due = source.scalar(body, "due").flatMap(source::span);
        Selection selection = Selection.read(of.get());
        List<YamlScalar> enter = new ArrayList<>(List.of(owedBy.get()));
        enter.addAll(body.scalars("enter"));
        List<AppraisalBlock.Item> scored = items.stream()
                .filter(i -> i.by() instanceof AppraisalBlock.By.People)
                .toList();
        Optional<RegisterBlock> sheet = sheet(place, selection, every, enter, body);
        Optional<RegisterBlock> scores = scored.isEmpty() ? Optional.empty() : scores(place, scored, body);
        return sheet.map(s -> new AppraisalBlock(
                place,
                selection,
                every,
                due.map(this::days).orElse(0),
                due.map(Span::count),
                owedBy.get(),
                items,
                s,
                scores));
    }

    private int days(Span span) {
        if (span.unit() == DayUnit.DAYS && span.count().text().matches("\\d{1,4}")) {
            return Integer.parseInt(span.count().text());
        }
        source.error(
                Code.WRONG_VALUE,
                span.count(),
                "due 写成「几 days」,从周期末日算起。",
                "due is “number days”, counted from the period's last day.");
        return 0;
    }

    private List<AppraisalBlock.Every> every(Place place, YamlMap body) {
        List<AppraisalBlock.Every> every = new ArrayList<>();
        if (body.scalars("every").isEmpty()) {
            source.required(body, place, "every");
        }
        for (YamlScalar written : body.scalars("every")) {
            Optional<PeriodUnit> unit = source.period(written);
            unit.ifPresent(u -> {
                if (u == PeriodUnit.HALF_YEAR || u == PeriodUnit.YEAR) {
                    every.add(new AppraisalBlock.Every(u, written));
                } else {
                    source.error(
                            Code.WRONG_VALUE,
                            written,
                            "考评按半年(half-year)或年(year)。",
                            "An appraisal is of a half-year or a year.");
                }
            });
        }
        return every;
    }

    private List<AppraisalBlock.Item> items(YamlMap map) {
        List<AppraisalBlock.Item> items = new ArrayList<>();
        for (YamlMap.Entry entry : map.entries()) {
            if (entry.value() instanceof YamlMap body && entry.name().matches("[a-z][a-z0-9_]{0,30}")) {
                item(entry.key(), body).ifPresent(items::add);
            } else {
                source.error(
                        Code.WRONG_VALUE,
                        entry.key(),
                        "项目写成「名称: {label: …, weight: 满分, computed: 算式}」或 scored-by: [岗位]。",
                        "Write an item as “name: {label: …, weight: full marks, computed: expression}” or scored-by: [posts].");
            }
        }
        return items;
    }

    private Optional<AppraisalBlock.Item> item(YamlScalar name, YamlMap body) {
        source.allow(body, "label", "weight", "computed", "scored-by");
        Place place = new Place(
                source.raw().rulebook(), source.raw().clause(), name.text(), Label.same(name.text()), name.position());
        Optional<YamlScalar> weight = source.required(body, place, "weight");
        if (body.has("computed") == body.has("scored-by")) {
            source.error(
                    Code.MISSING_KEY,
                    name,
                    "要么写 computed(由登记算出),要么写 scored-by(由谁打分)。",
                    "Write either computed (from the facts) or scored-by (who scores it).");
            return Optional.empty();
        }
        Optional<AppraisalBlock.By> by = body.has("computed")
                ? source.scalar(body, "computed").map(AppraisalBlock.By.Facts::new)
                : Optional.of(new AppraisalBlock.By.People(body.scalars("scored-by")));
        return weight.isPresent() && by.isPresent()
                ? Optional.of(new AppraisalBlock.Item(
                        name, source.label(body, "label").orElse(Label.same(name.text())), weight.get(), by.get()))
                : Optional.empty();
    }

    private static String bare(YamlScalar register) {
        return register.text().substring(register.text().lastIndexOf('.') + 1);
    }

    static String sheets(Place place) {
        return place.name().replace('-', '_') + "_sheet";
    }

    static String scores(Place place) {
        return place.name().replace('-', '_') + "_score";
    }

    private Optional<RegisterBlock> sheet(
            Place place, Selection of, List<AppraisalBlock.Every> every, List<YamlScalar> enter, YamlMap body) {
        String subject = bare(of.register());
        Assembled register = new Assembled(new Place(
                place.rulebook(),
                place.clause(),
                sheets(place),
                place.label().plus(new Label("表", ": sheets")),
                place.position()));
        register.field(subject, new Label("考评谁", "What is appraised"), "reference")
                .to(of.register())
                .with("required", "true");
        register.field(YEAR, new Label("年度", "Year"), "integer")
                .with("required", "true")
                .with("min", "2000")
                .with("max", "2100");
        Map<String, Label> parts = new LinkedHashMap<>();
        if (every.stream().anyMatch(e -> e.unit() == PeriodUnit.HALF_YEAR)) {
            parts.put(FIRST, new Label("上半年", "First half"));
            parts.put(SECOND, new Label("下半年", "Second half"));
        }
        if (every.stream().anyMatch(e -> e.unit() == PeriodUnit.YEAR)) {
            parts.put(WHOLE, new Label("全年", "Whole year"));
        }
        register.field(PART, new Label("考评哪一段", "Which part"), "choice")
                .options(parts)
                .with("required", "true");
        body.map("fields").ifPresent(register::with);
        register.field("comment", new Label("总评", "Comment"), "text").with("long", "true");
        register.field(CONCLUDED, new Label("定稿日期", "Concluded on"), "date")
                .with("hint", "各项都打过分才能定稿 | Once every item is scored");
        Assembled done = register.names("title", subject, YEAR, PART)
                .names("list", subject, YEAR, PART, "total", "full", CONCLUDED)
                .names("unique", subject, YEAR, PART)
                .posts("enter", enter);
        if (body.has("read")) {
            done.posts("read", body.scalars("read"));
        }
        return done.read(source);
    }

    private Optional<RegisterBlock> scores(Place place, List<AppraisalBlock.Item> scored, YamlMap body) {
        Assembled register = new Assembled(new Place(
                place.rulebook(),
                place.clause(),
                scores(place),
                place.label().plus(new Label("打分", ": scores")),
                place.position()));
        register.field(SHEET, new Label("考评表", "Sheet"), "reference")
                .to(new YamlScalar(sheets(place), false, place.position()))
                .with("required", "true");
        Map<String, Label> options = new LinkedHashMap<>();
        scored.forEach(item -> options.put(item.key(), item.label()));
        register.field(ITEM, new Label("项目", "Item"), "choice").options(options).with("required", "true");
        register.field(POINTS, new Label("得分", "Points"), "decimal")
                .with("required", "true")
                .with("min", "0");
        register.field(BASIS, new Label("依据", "What it rests on"), "text")
                .with("long", "true")
                .with("required", "true");
        register.field("paper", new Label("佐证材料", "Evidence"), "attachment");
        register.field("on", new Label("打分日期", "Scored on"), "date")
                .with("required", "true")
                .with("default", "today");
        List<YamlScalar> posts = new ArrayList<>();
        for (AppraisalBlock.Item item : scored) {
            if (item.by() instanceof AppraisalBlock.By.People(List<YamlScalar> by)) {
                by.stream()
                        .filter(p -> posts.stream().noneMatch(q -> q.text().equals(p.text())))
                        .forEach(posts::add);
            }
        }
        Assembled done = register.names("title", SHEET, ITEM)
                .key("happened", "on")
                .names("list", SHEET, ITEM, POINTS, "on")
                .names("unique", SHEET, ITEM)
                .posts("enter", posts);
        if (body.has("read")) {
            done.posts("read", body.scalars("read"));
        }
        return done.read(source);
    }
}
