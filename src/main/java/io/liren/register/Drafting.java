package io.liren.register;

import io.liren.calendar.Today;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns what was given for a record, typed or as text, into values; every mistake is kept. */
final class Drafting {
    private final RegisterModel model;
    private final Today today;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Drafting(RegisterModel model, Today today) {
        this.model = model;
        this.today = today;
    }

    /** @param values null is missing; @param problems empty if all is well */
    record Drafted(Map<String, @Nullable Object> values, List<Problem> problems) {}

    /** A new record: what is not given has its standard. */
    static Drafted whole(RegisterModel model, Map<String, ? extends @Nullable Object> given, Today today) {
        Drafting drafting = new Drafting(model, today);
        for (FieldModel field : model.entered()) {
            if (given.containsKey(field.name())) {
                drafting.read(field, given.get(field.name()));
            } else {
                drafting.read(field, field.standard().orElse(null));
            }
        }
        drafting.rest(given);
        return drafting.done();
    }

    /** Changes to a record: only what is given. */
    static Drafted part(RegisterModel model, Map<String, ? extends @Nullable Object> given, Today today) {
        Drafting drafting = new Drafting(model, today);
        for (FieldModel field : model.entered()) {
            if (given.containsKey(field.name())) {
                drafting.read(field, given.get(field.name()));
            }
        }
        drafting.rest(given);
        return drafting.done();
    }

    private Drafted done() {
        return new Drafted(values, problems);
    }

    private void read(FieldModel field, @Nullable Object given) {
        Parsed parsed = switch (given) {
            case null -> new Parsed.Missing();
            case Parsed read -> read;
            case Object other -> Input.parse(field.type(), text(other), today);
        };
        switch (parsed) {
            case Parsed.Value(Object value) -> {
                values.put(field.name(), value);
                bounds(field, value);
            }
            case Parsed.Missing() -> values.put(field.name(), null);
            case Parsed.Wrong(Label says) -> {
                values.put(field.name(), null);
                problems.add(Problem.at(field.name(), "unreadable", says));
            }
        }
    }

    private static String text(Object given) {
        return switch (given) {
            case BigDecimal number -> number.toPlainString();
            case Collection<?> many -> many.stream().map(String::valueOf).collect(Collectors.joining(","));
            case Object other -> other.toString();
        };
    }

    private void bounds(FieldModel field, Object value) {
        if (value instanceof BigDecimal number) {
            field.least()
                    .filter(least -> number.compareTo(least) < 0)
                    .ifPresent(least -> outside(field, "不能小于 ", "at least ", least));
            field.most()
                    .filter(most -> number.compareTo(most) > 0)
                    .ifPresent(most -> outside(field, "不能大于 ", "at most ", most));
        }
    }

    private void outside(FieldModel field, String zh, String en, BigDecimal bound) {
        String number = Values.plain(bound);
        problems.add(Problem.at(
                field.name(),
                "range",
                new Label(field.label().zh() + zh + number, field.label().en() + " must be " + en + number)));
    }

    private void rest(Map<String, ?> given) {
        for (String name : given.keySet()) {
            if (model.field(name).isEmpty()) {
                problems.add(Problem.whole(
                        "unknown-field",
                        "「" + model.label().zh() + "」没有字段 " + name,
                        "“" + model.label().en() + "” has no field " + name));
            }
        }
        for (FieldModel field : model.entered()) {
            if (field.type() instanceof FieldType.Identity(var birth, var sex)
                    && values.get(field.name()) instanceof String number) {
                birth.ifPresent(
                        name -> derive(name, IdentityNumber.birth(number).orElseThrow()));
                sex.ifPresent(name -> derive(name, IdentityNumber.male(number) ? "male" : "female"));
            }
        }
        for (FieldModel field : model.entered()) {
            if (field.required()
                    && values.containsKey(field.name())
                    && values.get(field.name()) == null
                    && problems.stream()
                            .noneMatch(
                                    p -> p.field().filter(field.name()::equals).isPresent())) {
                problems.add(Problem.at(
                        field.name(),
                        "required",
                        new Label("请填写" + field.label().zh(), field.label().en() + " is needed")));
            }
        }
    }

    /** What an identity number says fills the field beside it; what was typed there must agree. */
    private void derive(String name, Object value) {
        Optional<FieldModel> field = model.field(name);
        if (field.isEmpty()) {
            return;
        }
        Object typed = values.get(name);
        if (typed != null && !typed.equals(value)) {
            problems.add(Problem.at(
                    name,
                    "identity",
                    new Label(
                            field.get().label().zh() + "与身份证号不一致"
                                    + (value instanceof LocalDate date ? "(" + date + ")" : ""),
                            field.get().label().en() + " does not agree with the identity number")));
            return;
        }
        values.put(name, value);
    }
}
