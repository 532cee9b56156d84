package io.liren.fund;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fund block (经费): accounts whose balance is proved on any day, who keeps and who checks, what is owed upward. */
public final class FundKind implements BlockKind<FundBlock> {
    @Override
    public String keyword() {
        return "fund";
    }

    @Override
    public Label label() {
        return new Label("经费", "Fund");
    }

    @Override
    public List<FundBlock> read(BlockSource source) {
        return new FundReader(source).read();
    }

    @Override
    public void declare(FundBlock block, Names names) {
        FundParts.of(block, names).ifPresent(parts -> {
            String row = parts.entries().name() + ".";
            grow(
                    block,
                    names,
                    parts.entries(),
                    "signed",
                    new Label("收支（元）", "In or out in yuan"),
                    row + parts.line() + " in " + keys(block.out()) + " ? 0 - " + row + parts.amount() + " : " + row
                            + parts.amount());
            grow(
                    block,
                    names,
                    parts.accounts(),
                    "balance",
                    new Label("余额（元）", "Balance in yuan"),
                    parts.sum(
                            "e." + parts.account() + " == " + parts.accounts().name() + " && e." + parts.on()
                                    + " <= today",
                            "signed"));
            block.audit().ifPresent(audit -> audited(block, audit, parts, names));
            block.budget().ifPresent(budget -> budgeted(block, budget, parts, names));
            if (block.owing().isPresent()) {
                names.declareDuty(owing(block), Optional.of(parts.accounts().register()));
            }
        });
    }

    /** The keys of options as a list of the expression language. */
    static String keys(List<YamlScalar> options) {
        return options.stream().map(o -> "'" + o.text() + "'").collect(Collectors.joining(", ", "[", "]"));
    }

    /** The duty to pay upward: where it stands and what it is called. */
    static Place owing(FundBlock block) {
        Place place = block.place();
        Label label = block.owing()
                .flatMap(FundBlock.Owing::label)
                .orElse(new Label(place.label().zh() + "上缴", place.label().en() + ": paying up"));
        return new Place(place.rulebook(), place.clause(), place.name() + "-owes-up", label, place.position());
    }

    private static void audited(FundBlock block, FundBlock.Audit audit, FundParts parts, Names names) {
        Optional<Shape> of = FundParts.shape(block, audit.of(), names);
        Optional<String> account = of.flatMap(shape ->
                FundParts.field(shape, audit.account(), parts.accounts().type()::equals));
        if (of.isEmpty() || account.isEmpty() || !has(of.get(), audit.from(), audit.until())) {
            return;
        }
        String row = of.get().name() + ".";
        String own = "e." + parts.account() + " == " + row + account.get();
        String day = "e." + parts.on();
        String from = row + audit.from().text();
        String until = row + audit.until().text();
        String within = own + " && " + day + " >= " + from + " && " + day + " <= " + until;
        String line = "e." + parts.line() + " in ";
        Shape shape = of.get();
        grow(
                block,
                names,
                shape,
                "opening",
                new Label("期初余额（元）", "Opening balance"),
                parts.sum(own + " && " + day + " < " + from, "signed"));
        grow(
                block,
                names,
                shape,
                "received",
                new Label("期内收入（元）", "Received"),
                parts.sum(within + " && " + line + keys(block.in()), parts.amount()));
        grow(
                block,
                names,
                shape,
                "paid",
                new Label("期内支出（元）", "Paid"),
                parts.sum(within + " && " + line + keys(block.out()), parts.amount()));
        String closing = parts.sum(own + " && " + day + " <= " + until, "signed");
        grow(block, names, shape, "closing", new Label("期末账面余额（元）", "Closing balance of the book"), closing);
        audit.found()
                .filter(found -> has(shape, found))
                .ifPresent(found -> grow(
                        block,
                        names,
                        shape,
                        "gap",
                        new Label("账实差额（元）", "Money less book"),
                        row + found.text() + " - " + closing));
    }

    private static void budgeted(FundBlock block, FundBlock.Budget budget, FundParts parts, Names names) {
        Optional<Shape> of = FundParts.shape(block, budget.of(), names);
        Optional<String> line = of.flatMap(s -> FundParts.field(s, budget.line(), Type.Choice.class::isInstance));
        Optional<String> amount = of.flatMap(s -> FundParts.field(s, budget.amount(), Type.DECIMAL::equals));
        if (of.isEmpty() || line.isEmpty() || amount.isEmpty() || !has(of.get(), budget.year())) {
            return;
        }
        String row = of.get().name() + ".";
        String own = FundParts.field(
                        of.get(), budget.account(), parts.accounts().type()::equals)
                .map(a -> "e." + parts.account() + " == " + row + a + " && ")
                .orElse("");
        String used = parts.sum(
                own + "e." + parts.line() + " == " + row + line.get() + " && e." + parts.on() + ".year() == " + row
                        + budget.year().text(),
                parts.amount());
        grow(block, names, of.get(), "used", new Label("实际（元）", "Actual"), used);
        grow(block, names, of.get(), "left", new Label("余下（元）", "Left"), row + amount.get() + " - " + used);
    }

    private static boolean has(Shape shape, YamlScalar... fields) {
        return Stream.of(fields).allMatch(field -> shape.field(field.text()).isPresent());
    }

    private static void grow(FundBlock block, Names names, Shape shape, String field, Label label, String text) {
        Place place = block.place();
        names.grow(
                place,
                shape.register(),
                field,
                label,
                "money",
                scope -> names.shape(shape.register())
                        .flatMap(now -> scope.check(
                                new YamlScalar(text, false, place.position()), scope.of(now), Type.DECIMAL)));
    }

    @Override
    public Compiled compile(FundBlock block, Scope scope) {
        return new FundCompiler(block, scope).compile();
    }

    @Override
    public Label inWords(FundBlock block, Scope scope) {
        Label keep = posts(block.keepers(), scope, new Label("专人", "one person"));
        Label check = posts(block.checkers(), scope, new Label("另一个人", "another"));
        Label up = block.owing()
                .map(o -> new Label(
                        "每" + o.every().label().zh() + "应上缴的由收支算出。",
                        " What is owed upward each " + o.every().label().en() + " follows from the entries."))
                .orElse(Label.same(""));
        return new Label(
                "「" + block.place().label().zh() + "」:余额由每笔收支得出,任何一天都不低于"
                        + block.least().map(YamlScalar::text).orElse("零") + ";" + keep.zh() + "保管," + check.zh()
                        + "审查,不是同一个人。" + up.zh(),
                "“" + block.place().label().en() + "”: the balance follows from each entry and on no day is below "
                        + block.least().map(YamlScalar::text).orElse("zero") + "; kept by the " + keep.en()
                        + " and checked by the " + check.en() + ", never the same person." + up.en());
    }

    private static Label posts(List<YamlScalar> written, Scope scope, Label nobody) {
        List<Label> posts =
                scope.posts(written).stream().map(scope.names()::postLabel).toList();
        return posts.isEmpty()
                ? nobody
                : new Label(
                        posts.stream().map(Label::zh).collect(Collectors.joining("、")),
                        posts.stream().map(Label::en).collect(Collectors.joining(", ")));
    }
}
