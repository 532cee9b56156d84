package io.liren.consent;

import io.liren.block.Answerer;
import io.liren.block.Compiled;
import io.liren.block.Place;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.block.Span;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.register.ConsentRule;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Checks a consent and makes what holds it: guards on the fields it covers and on the answers, and the rule that erases. */
final class ConsentCompiler {
    private final ConsentBlock block;
    private final Place place;
    private final Scope scope;

    ConsentCompiler(ConsentBlock block, Scope scope) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
    }

    Compiled compile(Compiled answerRegister) {
        Optional<Shape> of = scope.shape(block.of());
        Optional<Shape> answers = scope.names().shape(block.answers().place().id());
        Compiled.Builder compiled = Compiled.with();
        answerRegister.tables().forEach(compiled::table);
        answerRegister.artefacts().forEach(compiled::artefact);
        answerRegister.answerers().forEach(compiled::answerer);
        if (of.isEmpty() || answers.isEmpty()) {
            return compiled.build();
        }
        Map<String, Set<String>> covered = covered(of.get());
        Optional<Consent.Guarded> guarded = guarded(of.get());
        covered.forEach((register, fields) -> {
            Shape shape = scope.names().shape(register).orElseThrow();
            Optional<String> subject =
                    register.equals(of.get().register()) ? Optional.empty() : subject(shape, of.get());
            new CoveredGuards(place, shape, fields, subject, answers.get(), scope)
                    .all()
                    .forEach(compiled::guard);
        });
        AnswerGuards guards = new AnswerGuards(block, of.get(), answers.get(), scope);
        guards.all(guarded).forEach(compiled::guard);
        return compiled.artefact(new Consent(
                        place,
                        of.get().register(),
                        answers.get().register(),
                        covered,
                        block.words().purpose(),
                        block.words().necessity(),
                        block.words().impact(),
                        block.lasts().flatMap(this::lasting),
                        guarded,
                        block.notices()))
                .artefact(new ConsentRule(
                        place,
                        of.get().register(),
                        answers.get().register(),
                        covered,
                        guards::ended,
                        ConsentCompiler::withdrawal,
                        new Label(
                                "同意已撤回：" + place.label().zh(),
                                "consent withdrawn: " + place.label().en())))
                .answerer(place.name(), answerer(answers.get()))
                .quantities(quantities())
                .build();
    }

    private static Map<String, Object> withdrawal(UUID whom) {
        return Map.of(
                Consent.Field.WHOM,
                whom,
                Consent.Field.ANSWER,
                Consent.Answer.WITHDRAWN.word(),
                Consent.Field.HOW,
                Consent.Field.SPOKEN);
    }

    private Optional<Consent.Lasting> lasting(Span span) {
        return scope.check(span.count(), scope.of(Map.of(), false, false), Type.WHOLE)
                .map(count -> new Consent.Lasting(count, span.unit()));
    }

    private List<Quantity> quantities() {
        List<Quantity> quantities = new ArrayList<>();
        block.lasts().ifPresent(span -> {
            if (span.count().text().matches("\\d{1,4}")) {
                quantities.add(Quantity.said(
                        span.unit().word(),
                        new BigDecimal(span.count().text()),
                        span.count().position()));
            } else {
                scope.check(span.count(), scope.of(Map.of(), false, false), Type.WHOLE)
                        .ifPresent(count -> quantities.addAll(scope.quantitiesOf(count)));
            }
        });
        return quantities;
    }

    private Map<String, Set<String>> covered(Shape of) {
        Map<String, Set<String>> covered = new LinkedHashMap<>();
        for (YamlScalar written : block.covers()) {
            int dot = written.text().lastIndexOf('.');
            Optional<Shape> shape = dot < 0
                    ? Optional.empty()
                    : scope.shape(new YamlScalar(written.text().substring(0, dot), false, written.textPosition()));
            String field = written.text().substring(dot + 1);
            if (dot < 0) {
                scope.wrong(written, "写成 登记簿.字段,如 offer.service。", "Write register.field, such as offer.service.");
            } else if (shape.isPresent() && holds(written, shape.get(), field, of)) {
                covered.computeIfAbsent(shape.get().register(), r -> new LinkedHashSet<>())
                        .add(field);
            }
        }
        return covered;
    }

    /** What can be erased: a sensitive field that may be empty, of a register about the one who consents. */
    private boolean holds(YamlScalar written, Shape shape, String field, Shape of) {
        if (!(shape.field(field).map(Shape.Field::source).orElse(null) instanceof Source.Column)) {
            scope.wrong(
                    written,
                    "「" + shape.name() + "」没有填写的字段「" + field + "」。",
                    "“" + shape.name() + "” has no field “" + field + "” that is entered.");
            return false;
        }
        if (!scope.names().traits().isSensitive(shape.register(), field)) {
            scope.wrong(
                    written,
                    "靠同意的字段要写 sensitive:只有加密保存的才能在撤回后彻底删除。",
                    "A field that rests on consent must be sensitive: only what is kept under a key can be erased for good.");
            return false;
        }
        if (scope.names().traits().isRequired(shape.register(), field)) {
            scope.wrong(
                    written,
                    "靠同意的字段不能是必填:不同意的人也要能登记。",
                    "A field that rests on consent can't be required: there must be a way without it.");
            return false;
        }
        if (!shape.register().equals(of.register()) && subject(shape, of).isEmpty()) {
            scope.wrong(
                    written,
                    "「" + shape.name() + "」要写 about,直接指到「" + of.name() + "」:谁的同意才清楚。",
                    "“" + shape.name() + "” needs about, leading straight to “" + of.name()
                            + "”, so that it is clear whose consent it rests on.");
            return false;
        }
        return true;
    }

    /** The reference from a covered register to those who consent. */
    private Optional<String> subject(Shape shape, Shape of) {
        return scope.names()
                .traits()
                .concerned(shape.register())
                .filter(about -> shape.field(about)
                        .filter(f -> f.type().equals(of.type()))
                        .isPresent());
    }

    private Optional<Consent.Guarded> guarded(Shape of) {
        return block.guardian().flatMap(guardian -> {
            Optional<Checked> when = scope.check(guardian.when(), scope.of(of), Type.BOOL);
            Optional<Checked> is = scope.check(guardian.is(), scope.of(of), of.type());
            return when.isPresent() && is.isPresent()
                    ? Optional.of(new Consent.Guarded(when.get(), is.get()))
                    : Optional.empty();
        });
    }

    private static Answerer answerer(Shape answers) {
        return (asked, transaction) -> {
            UUID person = asked.of().orElseThrow(() -> new IllegalArgumentException("写明 of 谁。 Say of whom."));
            return transaction
                    .optional(
                            Sql.of("""
                                    select q.answer, {until} <= {today} as over
                                      from {answers} q
                                     where q.community_id = {community} and q.whom_id = {person} and q.voided_at is null
                                       and q."on" <= {day}
                                     order by q."on" desc, q.entered_at desc, q.id desc
                                     limit 1""")
                                    .part("until", until(answers))
                                    .value("today", asked.today())
                                    .name("answers", answers.table())
                                    .value("community", asked.community())
                                    .value("person", person)
                                    .value("day", asked.today()),
                            row -> row.bool("over") ? "over" : row.text("answer"))
                    .orElse("absent");
        };
    }

    private static Sql until(Shape answers) {
        return answers.field(Consent.Field.UNTIL).orElseThrow().source() instanceof Source.Fragment(var sql, var known)
                ? sql.apply("q")
                : Sql.of("null::date");
    }
}
