package io.liren.appraisal;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.calendar.PeriodUnit;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.register.RegisterKind;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The appraisal block (考评): a sheet of items, some worked out from the facts, some scored by people with evidence. */
public final class AppraisalKind implements BlockKind<AppraisalBlock> {
    private final RegisterKind registers = new RegisterKind();

    @Override
    public String keyword() {
        return "appraisal";
    }

    @Override
    public Label label() {
        return new Label("考评", "Appraisal");
    }

    @Override
    public List<AppraisalBlock> read(BlockSource source) {
        return new AppraisalReader(source).read();
    }

    static String points(String item) {
        return item + "_points";
    }

    /** The duty to conclude the sheet of a period: where it stands and what it is called. */
    static Place duty(AppraisalBlock block, PeriodUnit unit) {
        Place place = block.place();
        Label when = unit == PeriodUnit.YEAR ? new Label("年度", "Yearly: ") : new Label("半年", "Half-yearly: ");
        return new Place(
                place.rulebook(),
                place.clause(),
                place.name() + "-" + unit.word(),
                when.plus(place.label()),
                place.position());
    }

    @Override
    public void declare(AppraisalBlock block, Names names) {
        registers.declare(block.sheet(), names);
        block.scores().ifPresent(scores -> registers.declare(scores, names));
        Optional<String> of = names.registerNamed(
                block.place().rulebook(), block.of().register().text());
        block.every().forEach(every -> names.declareDuty(duty(block, every.unit()), of));
        names.shape(block.sheet().place().id()).ifPresent(sheet -> grow(block, sheet, names));
    }

    private void grow(AppraisalBlock block, Shape sheet, Names names) {
        String row = sheet.name() + ".";
        Adding adding = new Adding(block.place(), names, sheet);
        String january = "date(\"2000-01-01\").addYears(" + row + "year - 2000)";
        boolean halves = block.every().stream().anyMatch(e -> e.unit() == PeriodUnit.HALF_YEAR);
        boolean years = block.every().stream().anyMatch(e -> e.unit() == PeriodUnit.YEAR);
        String months = !years ? "6" : !halves ? "12" : row + "part == 'whole' ? 12 : 6";
        adding.field(
                "starts_on",
                new Label("起", "From"),
                "date",
                halves ? row + "part == 'second' ? " + january + ".addMonths(6) : " + january : january,
                Type.DATE);
        adding.field(
                "ends_on",
                new Label("止", "Until"),
                "date",
                row + "starts_on.addMonths(" + months + ").addDays(-1)",
                Type.DATE);
        List<String> total = new ArrayList<>();
        List<String> full = new ArrayList<>();
        List<String> missing = new ArrayList<>(List.of("0"));
        for (AppraisalBlock.Item item : block.items()) {
            String points = row + points(item.key());
            String weight = "(" + item.weight().text() + ")";
            Label label = item.label().plus(new Label("得分", ": points"));
            switch (item.by()) {
                case AppraisalBlock.By.Facts facts -> {
                    names.grow(
                            block.place(),
                            sheet.register(),
                            points(item.key()),
                            label,
                            "decimal",
                            scope -> points(block, item, facts, scope));
                    full.add("(" + points + " == null ? 0 : " + weight + ")");
                }
                case AppraisalBlock.By.People people -> {
                    String scores = AppraisalReader.scores(block.place());
                    adding.field(
                            points(item.key()),
                            label,
                            "decimal",
                            scores + ".filter(s, s.sheet == " + sheet.name() + " && s.item == '" + item.key()
                                    + "').map(s, s.points).max()",
                            Type.DECIMAL);
                    full.add(weight);
                    missing.add("(" + points + " == null ? 1 : 0)");
                }
            }
            total.add("(" + points + " == null ? 0 : " + points + ")");
        }
        adding.field("total", new Label("总分", "Total"), "decimal", String.join(" + ", total), Type.DECIMAL);
        adding.field("full", new Label("满分", "Full marks"), "decimal", String.join(" + ", full), Type.DECIMAL);
        adding.field(
                "unscored",
                new Label("还没打分的项目", "Items not yet scored"),
                "integer",
                String.join(" + ", missing),
                Type.WHOLE);
    }

    /** Fields being added to a sheet. */
    private record Adding(Place place, Names names, Shape sheet) {
        void field(String name, Label label, String type, String text, Type gives) {
            names.grow(
                    place,
                    sheet.register(),
                    name,
                    label,
                    type,
                    scope -> names.shape(sheet.register())
                            .flatMap(now ->
                                    scope.check(new YamlScalar(text, false, place.position()), scope.of(now), gives)));
        }
    }

    /** What the facts give an item, over a sheet: the period is the sheet's, what is appraised the one it leads to. */
    static Optional<Checked> share(AppraisalBlock block, AppraisalBlock.By.Facts facts, Scope scope) {
        Optional<Shape> of = scope.shape(block.of().register());
        Optional<Shape> sheet = scope.names().shape(block.sheet().place().id());
        if (of.isEmpty() || sheet.isEmpty()) {
            return Optional.empty();
        }
        Optional<Checked> share =
                scope.check(facts.share(), scope.of(Map.of(of.get().name(), of.get()), true, false), Type.DECIMAL);
        String row = sheet.get().name() + ".";
        Optional<Checked> subject = check(row + block.subject(), block, scope, sheet.get());
        Optional<Checked> start = check(row + "starts_on", block, scope, sheet.get());
        Optional<Checked> end = check(row + "ends_on", block, scope, sheet.get());
        return share.isPresent() && subject.isPresent() && start.isPresent() && end.isPresent()
                ? share.map(s -> s.within(start.get(), end.get()).with(of.get().name(), subject.get()))
                : Optional.empty();
    }

    private static Optional<Checked> points(
            AppraisalBlock block, AppraisalBlock.Item item, AppraisalBlock.By.Facts facts, Scope scope) {
        Optional<Shape> sheet = scope.names().shape(block.sheet().place().id());
        Optional<Checked> share = share(block, facts, scope);
        if (sheet.isEmpty() || share.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Type> variables = new LinkedHashMap<>();
        variables.put(sheet.get().name(), sheet.get().type());
        variables.put("share", Type.DECIMAL);
        // More than asked for is full marks, no more.
        String text = "round((share > 1 ? 1 : share) * (" + item.weight().text() + "), 1)";
        return scope.check(
                        new YamlScalar(text, false, item.weight().textPosition()),
                        new Environment(scope.vocabulary(), variables, false, false),
                        Type.DECIMAL)
                .map(points -> points.with("share", share.get()));
    }

    private static Optional<Checked> check(String text, AppraisalBlock block, Scope scope, Shape sheet) {
        return scope.check(new YamlScalar(text, false, block.place().position()), scope.of(sheet), null);
    }

    @Override
    public Compiled compile(AppraisalBlock block, Scope scope) {
        Compiled sheet = registers.compile(block.sheet(), scope);
        Compiled scores = block.scores().map(r -> registers.compile(r, scope)).orElse(Compiled.nothing());
        return new AppraisalCompiler(block, scope).compile(sheet, scores);
    }

    @Override
    public Label inWords(AppraisalBlock block, Scope scope) {
        String zh = block.items().stream().map(i -> i.label().zh()).collect(Collectors.joining("、"));
        String en = block.items().stream().map(i -> i.label().en()).collect(Collectors.joining(", "));
        long people = block.scored().size();
        return new Label(
                "「" + block.place().label().zh() + "」逐项打分:" + zh + "。"
                        + (block.items().size() - people) + " 项由登记算出," + people + " 项由人打分并写明依据。只评组织和工作,不评个人。",
                "“" + block.place().label().en() + "”, item by item: " + en + ". "
                        + (block.items().size() - people) + " follow from the records, " + people
                        + " are scored by people who say what it rests on. Of organisations and work, never of persons.");
    }
}
