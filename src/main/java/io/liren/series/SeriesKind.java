package io.liren.series;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Scope;
import io.liren.block.Span;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Expressions;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.register.RegisterKind;
import io.liren.rulebook.Findings;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The series block (系列): planned occasions in a calendar, who is on duty, and whether each was held. An occasion is moved
 * or cancelled by a record that says why; the day it stands for, and how it stands, follow.
 */
public final class SeriesKind implements BlockKind<SeriesBlock> {
    private final RegisterKind registers = new RegisterKind();

    @Override
    public String keyword() {
        return "series";
    }

    @Override
    public Label label() {
        return new Label("系列", "Series");
    }

    @Override
    public List<SeriesBlock> read(BlockSource source) {
        return new SeriesReader(source).read();
    }

    @Override
    public void declare(SeriesBlock block, Names names) {
        registers.declare(block.changes(), names);
        Optional<Shape> occasions = names.register(
                        block.place().rulebook(),
                        block.of().text(),
                        block.of().textPosition(),
                        block.place().clauseId())
                .flatMap(names::shape);
        Optional<Shape> changes = names.shape(block.changes().place().id());
        if (occasions.isEmpty() || changes.isEmpty()) {
            return;
        }
        for (Series.Given given : Series.Given.values()) {
            if (occasions.get().fields().containsKey(given.field)) {
                names.taken(block.place(), given.field);
            }
            names.declareWords(
                    occasions.get().register(),
                    given.field,
                    given.label,
                    given == Series.Given.STANDING ? Series.Standing.options() : Map.of());
        }
        names.declare(grown(block, occasions.get(), changes.get().table(), names));
        names.traits().declareTouch(changes.get().register(), occasions.get().register());
    }

    /** The occasions' shape with what has become of each. */
    private static Shape grown(SeriesBlock block, Shape occasions, String changeTable, Names names) {
        Map<String, Shape.Field> fields = new LinkedHashMap<>(occasions.fields());
        String own = occasions.name();
        for (Series.Given given : Series.Given.values()) {
            fields.put(
                    given.field,
                    switch (given) {
                        case MOVED_TO -> field(given, Type.DATE, new Source.Fragment(row -> movedTo(changeTable, row)));
                        case CANCELLED_ON ->
                            field(given, Type.DATE, new Source.Fragment(row -> cancelledOn(changeTable, row)));
                        case STANDS_ON ->
                            computed(
                                    given,
                                    Type.DATE,
                                    own + ".moved_to != null ? " + own + ".moved_to : ("
                                            + block.planned().text() + ")",
                                    block,
                                    names);
                        case HELD_ON -> field(given, Type.DATE, held(block, names));
                        case STANDING ->
                            computed(
                                    given,
                                    new Type.Choice(List.copyOf(
                                            Series.Standing.options().keySet())),
                                    own + ".cancelled_on != null ? 'cancelled' : " + own
                                            + ".held_on != null ? 'held' : " + lastDay(block, own)
                                            + " < today ? 'missed' : 'planned'",
                                    block,
                                    names);
                    });
        }
        return new Shape(occasions.register(), own, occasions.table(), fields);
    }

    /** The last day on which an occasion counts as held in time. */
    static String lastDay(SeriesBlock block, String own) {
        String day = own + ".stands_on";
        Optional<Span> within = block.within();
        return within.isEmpty()
                ? day
                : switch (within.get().unit()) {
                    case MINUTES, HOURS -> throw new IllegalArgumentException("an occasion is held on a day");
                    // As with any limit: never on a day of rest.
                    case DAYS -> day + ".addDays(" + within.get().count().text() + ").addDays(-1).addWorkdays(1)";
                    case WORKDAYS ->
                        day + ".addWorkdays(" + within.get().count().text() + ")";
                    case MONTHS -> day + ".addMonths(" + within.get().count().text() + ").addDays(-1).addWorkdays(1)";
                };
    }

    private static Shape.Field field(Series.Given given, Type type, Source source) {
        return new Shape.Field(given.field, type, source);
    }

    private static Shape.Field computed(Series.Given given, Type type, String text, SeriesBlock block, Names names) {
        return field(given, type, new Source.Computed(text, quietly(block, names, text, type)));
    }

    private static Source held(SeriesBlock block, Names names) {
        Supplier<Optional<Checked>> checked = names.later(
                block.place(),
                scope -> scope.shape(block.held().register())
                        .flatMap(log -> checked(
                                block,
                                scope,
                                log.name() + ".filter(" + log.name() + ", "
                                        + block.held()
                                                .condition()
                                                .map(YamlScalar::text)
                                                .orElse("false") + ").map(" + log.name()
                                        + ", " + log.name() + "."
                                        + names.traits().happened(log.register()) + ").min()",
                                Type.DATE)));
        return new Source.Computed("held-by", checked);
    }

    private static Supplier<Optional<Checked>> quietly(SeriesBlock block, Names names, String text, Type type) {
        return names.later(block.place(), scope -> checked(block, scope, text, type));
    }

    /** Put together from what is written: a mistake in it is reported where it was written, and not once more here. */
    private static Optional<Checked> checked(SeriesBlock block, Scope scope, String text, Type type) {
        return scope.shape(block.of()).flatMap(shape -> {
            Environment environment = scope.of(shape);
            return Expressions.check(
                    text, block.of().position(), block.place().clauseId(), environment, type, new Findings());
        });
    }

    private static Sql movedTo(String changeTable, String row) {
        return Sql.of("""
                (select p.to_on
                   from {changes} p
                  where p.community_id = {row}.community_id and p.occasion_id = {row}.id
                    and p.voided_at is null and p.change = 'moved'
                  order by p.entered_at desc, p.id desc
                  limit 1)""").name("changes", changeTable).name("row", row);
    }

    private static Sql cancelledOn(String changeTable, String row) {
        return Sql.of("""
                (select min(p."on")
                   from {changes} p
                  where p.community_id = {row}.community_id and p.occasion_id = {row}.id
                    and p.voided_at is null and p.change = 'cancelled')""").name("changes", changeTable).name("row", row);
    }

    @Override
    public Compiled compile(SeriesBlock block, Scope scope) {
        // Whoever may not read an occasion may not read what became of it either.
        List<String> readers = scope.shape(block.of())
                .map(occasions -> scope.names().readers(occasions.register()))
                .orElse(List.of());
        return new SeriesCompiler(block, scope).compile(registers.compile(block.changes(), scope, readers));
    }

    @Override
    public Label inWords(SeriesBlock block, Scope scope) {
        Label who = block.owedBy()
                .flatMap(post -> scope.posts(List.of(post)).stream().findFirst())
                .map(scope.names()::postLabel)
                .map(post -> new Label("由" + post.zh() + "负责。", " Owed by the " + post.en() + "."))
                .orElse(Label.same(""));
        Label within = block.within()
                .map(scope::inWords)
                .map(s -> new Label(",最迟 " + s.zh() + "内", ", within " + s.en() + " of it at the latest"))
                .orElse(Label.same(""));
        Label name = block.place().label();
        return new Label(
                name.zh() + ":排定的每一场都如期办" + within.zh() + ";改期、取消要写明原因。" + who.zh(),
                name.en() + ": what is planned is held on its day" + within.en()
                        + "; moving or cancelling needs a reason." + who.en());
    }
}
