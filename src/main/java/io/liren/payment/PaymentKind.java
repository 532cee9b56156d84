package io.liren.payment;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.register.RegisterKind;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The payment list block (发放册): who is paid what in a period, drawn up, checked, paid and closed by different people. */
public final class PaymentKind implements BlockKind<PaymentBlock> {
    private static final String STATE = "state";
    private final RegisterKind registers = new RegisterKind();

    @Override
    public String keyword() {
        return "payment-list";
    }

    @Override
    public Label label() {
        return new Label("发放册", "Payment list");
    }

    @Override
    public List<PaymentBlock> read(BlockSource source) {
        return new PaymentReader(source).read();
    }

    @Override
    public void declare(PaymentBlock block, Names names) {
        Place place = block.place();
        PaymentBlock.Books books = block.books();
        books.all().forEach(book -> registers.declare(book, names));
        String word = PaymentReader.word(place);
        String list = books.lists().place().id();
        String line = books.lines().place().id();
        names.shape(list).ifPresent(shape -> names.declare(withState(shape, books)));
        Map<String, Label> states = new LinkedHashMap<>();
        Arrays.stream(ListState.values()).forEach(s -> states.put(s.word(), s.label()));
        names.declareWords(list, STATE, new Label("状态", "State"), states);
        String of = word + "_transfer.filter(t, t.line == " + word + "_line && t.what == ";
        money(
                place,
                names,
                line,
                PaymentReader.PAID,
                new Label("到账（元）", "Paid"),
                of + "'paid').map(t, t.amount).sum()");
        money(
                place,
                names,
                line,
                PaymentReader.RETURNED,
                new Label("退回（元）", "Returned"),
                of + "'returned').map(t, t.amount).sum()");
        money(
                place,
                names,
                line,
                PaymentReader.SHORT,
                new Label("未到账（元）", "Short"),
                word + "_line.due - " + word + "_line.paid + " + word + "_line.returned");
        String mine = word + "_line.filter(l, l.list == " + word + "_list)";
        money(place, names, list, PaymentReader.DUE, new Label("应发（元）", "Due"), mine + ".map(l, l.due).sum()");
        money(
                place,
                names,
                list,
                PaymentReader.PAID,
                new Label("实发（元）", "Paid"),
                mine + ".map(l, l.paid - l.returned).sum()");
        names.traits().declareTouch(books.transfers().place().id(), line);
        names.traits().declareTouch(line, list);
        names.traits().declareTouch(books.steps().place().id(), list);
        Optional<String> entitled =
                names.registerNamed(place.rulebook(), block.of().register().text());
        names.declareDuty(paying(place), entitled);
        names.declareDuty(listing(place), Optional.empty());
        if (block.closeBy().isPresent()) {
            names.declareDuty(closing(place), Optional.empty());
        }
        entitled.flatMap(names::shape)
                .ifPresent(who -> money(
                        place,
                        names,
                        who.register(),
                        word + "_arrears",
                        place.label().plus(new Label("未到账（元）", ": not yet paid, yuan")),
                        "duty." + word + "_paid.filter(d, d.subject == " + who.name()
                                + " && d.due_on < today && !d.waived && d.found < d.needed)"
                                + ".map(d, d.needed - d.found).sum()"));
    }

    private static Shape withState(Shape lists, PaymentBlock.Books books) {
        Map<String, Shape.Field> fields = new LinkedHashMap<>(lists.fields());
        List<String> states =
                Arrays.stream(ListState.values()).map(ListState::word).toList();
        String steps = table(books.steps().place());
        fields.put(
                STATE,
                new Shape.Field(
                        STATE,
                        new Type.Choice(states),
                        new Source.Fragment(alias -> Rows.state(
                                steps,
                                Sql.of("{row}.community_id").name("row", alias),
                                Sql.of("{row}.id").name("row", alias),
                                Sql.empty()))));
        return new Shape(lists.register(), lists.name(), lists.table(), fields);
    }

    private static String table(Place place) {
        return place.rulebook().replace('-', '_') + "_" + place.name();
    }

    private static void money(Place by, Names names, String register, String field, Label label, String text) {
        names.grow(
                by,
                register,
                field,
                label,
                "money",
                scope -> names.shape(register)
                        .flatMap(now ->
                                scope.check(new YamlScalar(text, false, by.position()), scope.of(now), Type.DECIMAL)));
    }

    /** The duty to pay each who is entitled. */
    static Place paying(Place place) {
        return duty(place, "paid", new Label("按时足额到账", ": paid in full and in time"));
    }

    /** The duty that the list is drawn up and checked. */
    static Place listing(Place place) {
        return duty(place, "listed", new Label("按时造册复核", ": list drawn up and checked"));
    }

    /** The duty that it is closed. */
    static Place closing(Place place) {
        return duty(place, "closed", new Label("按时结册", ": list closed"));
    }

    private static Place duty(Place place, String what, Label more) {
        return new Place(
                place.rulebook(),
                place.clause(),
                place.name() + "-" + what,
                place.label().plus(more),
                place.position());
    }

    @Override
    public Compiled compile(PaymentBlock block, Scope scope) {
        return new PaymentCompiler(block, scope, registers).compile();
    }

    @Override
    public Label inWords(PaymentBlock block, Scope scope) {
        Label unit = block.every().label();
        Label prepared = posts(block.preparedBy(), scope);
        Label checked = posts(block.checkedBy(), scope);
        String list = block.listBy().count().text();
        String pay = block.payBy().count().text();
        return new Label(
                "每" + unit.zh() + "第 " + list + " 天前造册并复核，第 " + pay + " 天前足额到账；" + prepared.zh() + "造册，" + checked.zh()
                        + "复核，不是同一个人；每一笔差额都写明原因才能结册。",
                "Each " + unit.en() + " the list is drawn up and checked by day " + list + " and paid in full by day "
                        + pay
                        + "; drawn up by the " + prepared.en() + ", checked by the " + checked.en()
                        + ", never the same person; it is closed once every difference is explained.");
    }

    private static Label posts(List<YamlScalar> written, Scope scope) {
        List<Label> posts =
                scope.posts(written).stream().map(scope.names()::postLabel).toList();
        return new Label(
                posts.stream().map(Label::zh).collect(Collectors.joining("、")),
                posts.stream().map(Label::en).collect(Collectors.joining(", ")));
    }
}
