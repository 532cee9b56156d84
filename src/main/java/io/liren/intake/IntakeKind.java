package io.liren.intake;

import io.liren.access.Viewer;
import io.liren.block.Answerer;
import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Derivation;
import io.liren.block.Guard;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.block.Span;
import io.liren.derivation.Asks;
import io.liren.derivation.Duties;
import io.liren.derivation.DutyAnswers;
import io.liren.derivation.Evidence;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.register.RegisterKind;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The intake block (公开表单): what residents send in without signing in, and who looks at it. */
public final class IntakeKind implements BlockKind<IntakeBlock> {
    private final RegisterKind registers = new RegisterKind();

    @Override
    public String keyword() {
        return "intake";
    }

    @Override
    public Label label() {
        return new Label("公开表单", "Public form");
    }

    @Override
    public List<IntakeBlock> read(BlockSource source) {
        return new IntakeReader(source).read();
    }

    @Override
    public void declare(IntakeBlock block, Names names) {
        Place place = block.place();
        registers.declare(block.received(), names);
        Optional<Shape> of = names.register(
                        place.rulebook(), block.of().text(), block.of().textPosition(), place.clauseId())
                .flatMap(names::shape);
        Optional<Shape> received = names.shape(block.received().place().id());
        if (of.isEmpty() || received.isEmpty()) {
            return;
        }
        String came = place.name().replace('-', '_') + "_came_on";
        if (of.get().fields().containsKey(came)) {
            names.taken(place, came);
        }
        Map<String, Shape.Field> fields = new LinkedHashMap<>(of.get().fields());
        fields.put(
                came,
                new Shape.Field(
                        came,
                        Type.DATE,
                        new Source.Fragment(alias -> Sql.of("""
                                (select min(sent.came_on)
                                   from {received} sent
                                  where sent.community_id = {row}.community_id and sent.became_id = {row}.id
                                    and sent.voided_at is null)""")
                                .name("received", received.get().table())
                                .name("row", alias))));
        names.declare(new Shape(of.get().register(), of.get().name(), of.get().table(), fields));
        names.declareWords(of.get().register(), came, place.label().plus(new Label("收到日期", ": came in on")), Map.of());
        names.traits().declareTouch(received.get().register(), of.get().register());
    }

    @Override
    public Compiled compile(IntakeBlock block, Scope scope) {
        Place place = block.place();
        Optional<Shape> of = scope.shape(block.of());
        List<String> by = scope.posts(block.handledBy());
        Compiled register = registers.compile(block.received(), scope, by, List.of(Viewer.RESIDENT));
        Compiled.Builder compiled = Compiled.with();
        register.tables().forEach(compiled::table);
        register.artefacts().forEach(compiled::artefact);
        register.answerers().forEach(compiled::answerer);
        Optional<Shape> received = scope.names().shape(block.received().place().id());
        if (of.isEmpty() || by.isEmpty() || received.isEmpty()) {
            return compiled.build();
        }
        List<Intake.Asked> asks = new ArrayList<>();
        block.asks().forEach(a -> asked(a, of.get(), scope, place).ifPresent(asks::add));
        Map<String, String> fills = new LinkedHashMap<>();
        block.fills().forEach(f -> fill(f, of.get(), scope, place, fills));
        List<Intake.Followed> follows = new ArrayList<>();
        block.follows().forEach(f -> followed(f, of.get(), scope, place).ifPresent(follows::add));
        if (asks.size() < block.asks().size()
                || fills.size() < block.fills().size()
                || follows.size() < block.follows().size()) {
            return compiled.build();
        }
        Optional<Checked> state = of.get().field("state").isPresent()
                ? scope.check(
                        new YamlScalar(of.get().name() + ".state", false, place.position()), scope.of(of.get()), null)
                : Optional.empty();
        Intake intake = new Intake(
                place,
                of.get(),
                block.intro(),
                asks,
                fills,
                block.anonymous(),
                by,
                follows,
                state,
                received.get().register(),
                received.get().table(),
                scope.names());
        compiled.artefact(intake).guard(settled(intake)).answerer(place.name(), answerer(intake));
        block.look().ifPresent(span -> looking(block, span, received.get(), by, scope, compiled));
        return compiled.build();
    }

    private static Optional<Shape.Field> known(YamlScalar written, Shape of, Scope scope, Place place) {
        Optional<Shape.Field> field = of.field(written.text());
        if (field.isEmpty()) {
            scope.findings()
                    .error(
                            Code.UNKNOWN_FIELD,
                            written.textPosition(),
                            Math.max(1, written.text().length()),
                            place.clauseId(),
                            of.name() + " 没有字段「" + written.text() + "」。",
                            of.name() + " has no field “" + written.text() + "”.",
                            Nearest.to(written.text(), of.fields().keySet()));
        }
        return field;
    }

    /** A resident types or picks a value; records, files and what is computed are not for the public. */
    private static Optional<Intake.Asked> asked(IntakeBlock.Asked written, Shape of, Scope scope, Place place) {
        Optional<Shape.Field> field = known(written.field(), of, scope, place);
        String name = written.field().text();
        boolean typed = field.filter(f -> f.source() instanceof Source.Column
                        && !(f.type() instanceof Type.Rec)
                        && !(f.type() instanceof Type.ListOf(Type.Rec rec))
                        && !(f.type() instanceof Type.Moment)
                        && !name.equals("entered_on"))
                .isPresent();
        if (field.isPresent() && !typed) {
            scope.findings()
                    .error(
                            Code.WRONG_TYPE,
                            written.field().textPosition(),
                            Math.max(1, name.length()),
                            place.clauseId(),
                            "居民只能填文字、数字、日期和选项,不能填「" + name + "」。",
                            "A resident fills in text, numbers, dates and choices; “" + name + "” is none.",
                            List.of());
        }
        return typed
                ? Optional.of(new Intake.Asked(
                        name,
                        written.label().orElseGet(() -> scope.names().fieldLabel(of.register(), name)),
                        written.hint(),
                        written.required()))
                : Optional.empty();
    }

    private static void fill(IntakeBlock.Fill written, Shape of, Scope scope, Place place, Map<String, String> fills) {
        Optional<Shape.Field> field = known(written.field(), of, scope, place);
        String value = written.value().text();
        if (field.isPresent() && field.get().type() instanceof Type.Choice(var options) && !options.contains(value)) {
            scope.findings()
                    .error(
                            Code.UNKNOWN_CHOICE,
                            written.value().textPosition(),
                            Math.max(1, value.length()),
                            place.clauseId(),
                            "「" + written.field().text() + "」没有选项「" + value + "」。",
                            "“" + written.field().text() + "” has no option “" + value + "”.",
                            Nearest.to(value, options));
        } else if (field.isPresent()) {
            fills.put(written.field().text(), value);
        }
    }

    private static Optional<Intake.Followed> followed(YamlScalar written, Shape of, Scope scope, Place place) {
        if (known(written, of, scope, place).isEmpty()) {
            return Optional.empty();
        }
        if (scope.names().traits().isSensitive(of.register(), written.text())) {
            scope.findings()
                    .error(
                            Code.WRONG_TYPE,
                            written.textPosition(),
                            Math.max(1, written.text().length()),
                            place.clauseId(),
                            "敏感字段不能凭查询码看。",
                            "A sensitive field can't be read by a code.",
                            List.of());
            return Optional.empty();
        }
        return scope.check(
                        new YamlScalar(of.name() + "." + written.text(), false, written.textPosition()),
                        scope.of(of),
                        null)
                .map(value -> new Intake.Followed(scope.names().fieldLabel(of.register(), written.text()), value));
    }

    /** What has been settled says how: taken on as a record, or answered in words. */
    private static Guard settled(Intake intake) {
        return new Guard(
                intake.id() + ".settled",
                intake.clause(),
                intake.received(),
                true,
                Optional.of(IntakeReader.OUTCOME),
                new Label(
                        "办理要写全:受理的登记成记录,答复和不受理的写明答复,日期在收到之后、今天之前",
                        "Say all of it: what is taken on becomes a record, anything else has a reply, on a day between its"
                                + " coming and today"),
                Set.of(intake.received()),
                guarded -> Sql.of("""
                        select 1
                          from {received} r
                         where r.community_id = {community} and r.id = {id} and r.voided_at is null
                           and (r.came_on > {today}
                                or (r.outcome is null) <> (r.looked_on is null)
                                or r.looked_on not between r.came_on and {today}
                                or r.outcome = 'accepted' and r.became_id is null
                                or r.outcome is distinct from 'accepted' and r.became_id is not null
                                or r.outcome in ('answered', 'declined') and coalesce(btrim(r.reply), '') = '')""")
                        .name("received", intake.table())
                        .value("community", guarded.community())
                        .value("id", guarded.record())
                        .value("today", guarded.today()));
    }

    private static void looking(
            IntakeBlock block, Span span, Shape received, List<String> by, Scope scope, Compiled.Builder compiled) {
        Place place = block.place();
        Optional<Checked> came = field(received, IntakeReader.CAME, span, scope);
        Optional<Checked> looked = field(received, IntakeReader.LOOKED, span, scope);
        Optional<Checked> count = scope.check(span.count(), scope.of(received), Type.WHOLE);
        if (came.isEmpty() || looked.isEmpty() || count.isEmpty()) {
            return;
        }
        Label label = new Label(
                "查看来件「" + place.label().zh() + "」",
                "Look at what was sent in: " + place.label().en());
        Place own = new Place(place.rulebook(), place.clause(), place.name() + "-look", label, place.position());
        Derivation duty = Duties.derivation(
                own,
                new Asks.Triggered(
                        received,
                        Optional.empty(),
                        came.get(),
                        count.get(),
                        span.unit(),
                        new Evidence.OwnDate(looked.get()),
                        Optional.empty()),
                by.getFirst(),
                List.of(),
                new Label("查看来件", "Look at it"),
                new Label(
                        "收到后 " + span.count().text() + " " + span.unit().label().zh() + "内查看并办理。",
                        "What was sent in is looked at within " + span.count().text() + " "
                                + span.unit().label().en() + "."),
                scope.names());
        List<Quantity> quantities = new ArrayList<>(scope.quantitiesOf(count.get()));
        if (span.count().text().matches("\\d{1,4}")) {
            quantities.add(Quantity.said(
                    span.unit().word(),
                    new BigDecimal(span.count().text()),
                    span.count().position()));
        }
        compiled.derivation(duty).answerer(own.name(), new DutyAnswers(duty)).quantities(quantities);
    }

    private static Optional<Checked> field(Shape received, String field, Span span, Scope scope) {
        return scope.check(
                new YamlScalar(
                        received.name() + "." + field, false, span.count().position()),
                scope.of(received),
                Type.DATE);
    }

    private static Answerer answerer(Intake intake) {
        return (asked, transaction) -> {
            var record = asked.of().orElseThrow(() -> new IllegalArgumentException("写明 of 哪件来件。 Say of which."));
            return transaction
                    .optional(
                            Sql.of("""
                                    select coalesce(outcome, 'waiting') as outcome from {received}
                                     where community_id = {community} and id = {id} and voided_at is null""")
                                    .name("received", intake.table())
                                    .value("community", asked.community())
                                    .value("id", record),
                            row -> row.text("outcome"))
                    .orElse("absent");
        };
    }

    @Override
    public Label inWords(IntakeBlock block, Scope scope) {
        Optional<Shape> of = scope.shape(block.of());
        List<Label> asked = block.asks().stream()
                .map(a -> a.label()
                        .orElseGet(() -> of.map(o -> scope.names()
                                        .fieldLabel(o.register(), a.field().text()))
                                .orElse(Label.same(a.field().text()))))
                .toList();
        Label name = block.place().label();
        return new Label(
                "居民不用登录就能提交「" + name.zh() + "」:"
                        + String.join("、", asked.stream().map(Label::zh).toList())
                        + (block.anonymous() ? ";可以匿名。" : "。"),
                "Residents send in “" + name.en() + "” without signing in: "
                        + String.join(", ", asked.stream().map(Label::en).toList())
                        + (block.anonymous() ? "; a name need not be given." : "."));
    }
}
