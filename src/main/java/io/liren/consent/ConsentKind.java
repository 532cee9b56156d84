package io.liren.consent;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.ParameterSql;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.block.Span;
import io.liren.consent.Consent.Answer;
import io.liren.consent.Consent.Field;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.register.RegisterKind;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The consent block (同意): which fields rest on a person's consent, and the notice it is asked for with. */
public final class ConsentKind implements BlockKind<ConsentBlock> {
    private final RegisterKind registers = new RegisterKind();

    @Override
    public String keyword() {
        return "consent";
    }

    @Override
    public Label label() {
        return new Label("同意", "Consent");
    }

    @Override
    public List<ConsentBlock> read(BlockSource source) {
        return new ConsentReader(source).read();
    }

    @Override
    public void declare(ConsentBlock block, Names names) {
        registers.declare(block.answers(), names);
        Place place = block.place();
        Optional<Shape> of = names.register(
                        place.rulebook(), block.of().text(), block.of().textPosition(), place.clauseId())
                .flatMap(names::shape);
        Optional<Shape> answers = names.shape(block.answers().place().id());
        if (of.isEmpty() || answers.isEmpty()) {
            return;
        }
        names.declare(grownAnswers(block, answers.get(), names));
        String given = given(place);
        if (of.get().fields().containsKey(given)) {
            names.taken(place, given);
        }
        Map<String, Shape.Field> fields = new LinkedHashMap<>(of.get().fields());
        String register = answers.get().name();
        fields.put(
                given,
                computed(
                        given,
                        register + ".exists(c, c." + Field.WHOM + " == "
                                + of.get().name() + " && c." + Field.IN_FORCE + ")",
                        block,
                        of.get().register(),
                        names));
        names.declare(new Shape(of.get().register(), of.get().name(), of.get().table(), fields));
        names.traits().declareTouch(answers.get().register(), of.get().register());
        names.declareWords(
                of.get().register(),
                given,
                new Label(
                        "同意：" + place.label().zh(), "Consent: " + place.label().en()),
                Map.of());
    }

    /** The field of the person that says whether the consent is in force. */
    static String given(Place place) {
        return place.name().replace('-', '_') + "_given";
    }

    private static Shape.Field computed(String name, String text, ConsentBlock block, String register, Names names) {
        YamlScalar written = new YamlScalar(text, false, block.place().position());
        return new Shape.Field(
                name,
                Type.BOOL,
                new Source.Computed(
                        text,
                        names.later(
                                block.place(),
                                scope -> names.shape(register)
                                        .flatMap(shape -> scope.check(written, scope.of(shape), Type.BOOL)))));
    }

    /** Answers know until when they last and what day brought the next one. */
    private static Shape grownAnswers(ConsentBlock block, Shape answers, Names names) {
        Map<String, Shape.Field> fields = new LinkedHashMap<>(answers.fields());
        Supplier<Optional<Checked>> count = names.later(
                block.place(),
                scope -> block.lasts()
                        .flatMap(span -> scope.check(span.count(), scope.of(Map.of(), false, false), Type.WHOLE)));
        fragment(
                fields,
                Field.UNTIL,
                alias -> block.lasts()
                        .flatMap(span -> count.get().map(c -> until(block, span, c, names, alias)))
                        .orElse(Sql.of("null::date")));
        fragment(
                fields,
                Field.NEXT,
                alias -> Sql.of("""
                (select min(n."on")
                   from {answers} n
                  where n.community_id = {row}.community_id and n.whom_id = {row}.whom_id and n.voided_at is null
                    and (n."on", n.entered_at, n.id) > ({row}."on", {row}.entered_at, {row}.id))""").name("answers", answers.table()).name("row", alias));
        String row = answers.name() + ".";
        String inForce =
                row + Field.ANSWER + " == '" + Answer.GIVEN.word() + "' && " + row + Field.ON + " <= today && ("
                        + row + Field.UNTIL + " == null || " + row + Field.UNTIL + " > today) && (" + row + Field.NEXT
                        + " == null || " + row + Field.NEXT + " > today)";
        fields.put(Field.IN_FORCE, computed(Field.IN_FORCE, inForce, block, answers.register(), names));
        words(names, answers.register(), Field.UNTIL, "有效到", "Lasts until");
        words(names, answers.register(), Field.NEXT, "下次答复", "Next answer");
        words(names, answers.register(), Field.IN_FORCE, "有效", "In force");
        return new Shape(answers.register(), answers.name(), answers.table(), fields);
    }

    private static void fragment(Map<String, Shape.Field> fields, String name, Function<String, Sql> sql) {
        fields.put(name, new Shape.Field(name, Type.DATE, new Source.Fragment(sql)));
    }

    private static void words(Names names, String register, String field, String zh, String en) {
        names.declareWords(register, field, new Label(zh, en), Map.of());
    }

    /** A yes lasts as long as the parameter said on the day it was given. */
    private static Sql until(ConsentBlock block, Span span, Checked count, Names names, String alias) {
        Sql community = Sql.of("{row}.community_id").name("row", alias);
        Sql on = Sql.of("{row}.\"on\"").name("row", alias);
        Sql number = new SqlWriter(Bindings.of(community, on)
                        .parameters(ParameterSql.inForce(names, block.place().rulebook(), community, on)))
                .value(count);
        Sql end = switch (span.unit()) {
            case MINUTES, HOURS -> throw new IllegalArgumentException("a consent lasts for days");
            case DAYS -> Sql.of("{on} + ({number})::int");
            case MONTHS -> Sql.of("({on} + make_interval(months => ({number})::int))::date");
            case WORKDAYS -> Sql.of("""
                    (select w.day
                       from calendar_day w
                      where w.working
                        and w.ordinal = (select o.ordinal from calendar_day o where o.day = {on}) + ({number})::int)""");
        };
        return Sql.of("(case when {row}.answer = {given} then {end} end)")
                .name("row", alias)
                .value("given", Answer.GIVEN.word())
                .part("end", end.part("on", on).part("number", number));
    }

    @Override
    public Compiled compile(ConsentBlock block, Scope scope) {
        return new ConsentCompiler(block, scope).compile(registers.compile(block.answers(), scope));
    }

    @Override
    public Label inWords(ConsentBlock block, Scope scope) {
        Label purpose = block.words().purpose();
        Label name = block.place().label();
        return new Label(
                "「" + name.zh() + "」要本人同意：" + purpose.zh() + "；不同意没有影响，随时可以撤回，撤回后彻底删除。",
                "“" + name.en() + "” rests on the person's consent: " + purpose.en()
                        + "; to refuse has no consequence, and a withdrawal at any time erases for good.");
    }
}
