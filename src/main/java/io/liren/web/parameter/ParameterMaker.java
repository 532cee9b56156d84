package io.liren.web.parameter;

import io.liren.block.Edition;
import io.liren.expression.Type;
import io.liren.parameter.Parameter;
import io.liren.parameter.Parameters;
import io.liren.web.form.Field;
import io.liren.web.form.Input;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes the view of a parameter: its value in words, where it comes from, what it was. */
final class ParameterMaker {
    private final Edition edition;
    private final Words words;
    private final LocalDate day;
    private final List<Parameters.Past> values;
    private final Map<UUID, String> names;

    ParameterMaker(Edition edition, Words words, LocalDate day, List<Parameters.Past> values, Map<UUID, String> names) {
        this.edition = edition;
        this.words = words;
        this.day = day;
        this.values = values;
        this.names = names;
    }

    ParametersPage.Parameter parameter(Parameter parameter, Optional<ParametersPage.Setting> setting) {
        List<Parameters.Past> own =
                values.stream().filter(v -> v.name().equals(parameter.id())).toList();
        Optional<Parameters.Past> now =
                own.stream().filter(v -> !v.from().isAfter(day)).findFirst();
        return new ParametersPage.Parameter(
                parameter.id(),
                parameter.label().in(words.language()),
                now.map(v -> ParameterWords.of(parameter, v.json(), words)).orElse("—"),
                now.map(v -> Formats.date(v.from(), words.language())).orElse(""),
                now.map(v -> Label.parse(v.source()).in(words.language())).orElse(""),
                now.map(this::setBy).orElse(""),
                clauses(parameter),
                own.stream()
                        .filter(v -> now.filter(v::equals).isEmpty())
                        .map(v -> new ParametersPage.Past(
                                ParameterWords.of(parameter, v.json(), words),
                                v.areaName(),
                                Formats.date(v.from(), words.language()),
                                Label.parse(v.source()).in(words.language()),
                                setBy(v)))
                        .toList(),
                setting.orElse(null));
    }

    private String setBy(Parameters.Past value) {
        return value.setBy()
                .map(u -> words.say("parameters.setByOffice", names.getOrDefault(u, "")))
                .orElse(words.say("parameters.brought"));
    }

    private List<Link> clauses(Parameter parameter) {
        return edition.clause(parameter.place().clauseId()).stream()
                .map(c -> new Link(
                        edition.rulebook(c.rulebook())
                                        .map(r -> r.title().in(words.language()))
                                        .orElse(c.rulebook())
                                + " " + c.number(),
                        Addresses.clause(c)))
                .toList();
    }

    /** The fields that set it; what was typed wins, and each parameter's fields have ids of their own. */
    static List<Field> fields(
            Parameter parameter, Words words, LocalDate day, Map<String, String> typed, Map<String, String> problems) {
        boolean bands = parameter.type().equals(Type.BANDS);
        String value = typed.getOrDefault("value", "");
        Input input = bands
                ? new Input.LongText(value)
                : parameter.type().equals(Type.TEXT)
                        ? new Input.Text(value, Input.Keyboard.TEXT, "off", 200)
                        : new Input.Number(
                                value,
                                Input.Keyboard.DECIMAL,
                                words.unit(parameter.unit()).strip());
        return List.of(
                field(
                        parameter,
                        "value",
                        words.say("parameters.value"),
                        bands ? words.say("parameters.bandsHint") : "",
                        problems,
                        input),
                field(
                        parameter,
                        "from",
                        words.say("parameters.from"),
                        "",
                        problems,
                        new Input.Text(typed.getOrDefault("from", day.toString()), Input.Keyboard.TEXT, "off", 10)),
                field(
                        parameter,
                        "source",
                        words.say("parameters.source"),
                        "",
                        problems,
                        new Input.Text(typed.getOrDefault("source", ""), Input.Keyboard.TEXT, "off", 400)));
    }

    private static Field field(
            Parameter parameter, String name, String label, String hint, Map<String, String> problems, Input input) {
        return new Field(name, label, hint, problems.getOrDefault(name, ""), true, false, input).within(parameter.id());
    }
}
