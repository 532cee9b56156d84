package io.liren.register;

import io.liren.wording.Label;
import io.liren.wording.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A filter read aloud, as a part of a sentence: 日期不早于 2026-03-01. */
public final class FilterWords {
    private FilterWords() {}

    /** @param titles the titles of records that the filter names */
    public static String of(Filter filter, RegisterModel register, Language language, Map<UUID, String> titles) {
        Label words = switch (filter) {
            case Filter.Is(String field, String value) -> {
                Label name = name(register, field);
                String shown = shown(register, field, value, language, titles);
                yield new Label(name.zh() + "为" + shown, name.en() + " is " + shown);
            }
            case Filter.AnyOf(String field, List<String> values) -> {
                Label name = name(register, field);
                List<String> shown = values.stream()
                        .map(v -> shown(register, field, v, language, titles))
                        .toList();
                yield new Label(
                        name.zh() + "为" + String.join("或", shown), name.en() + " is " + String.join(" or ", shown));
            }
            case Filter.Between(String field, var from, var to) -> between(register, field, from, to);
            case Filter.Contains(String field, String text) -> {
                Label name = name(register, field);
                yield new Label(name.zh() + "含「" + text + "」", name.en() + " contains “" + text + "”");
            }
            case Filter.Missing(String field) -> {
                Label name = name(register, field);
                yield new Label("没有" + name.zh(), "no " + name.en());
            }
            case Filter.Present(String field) -> {
                Label name = name(register, field);
                yield new Label("有" + name.zh(), "has " + name.en());
            }
            case Filter.Found(String text) -> new Label("找「" + text + "」", "found by “" + text + "”");
            case Filter.Among(List<UUID> ids) -> new Label("选定的 " + ids.size() + " 条", ids.size() + " records picked");
        };
        return words.in(language);
    }

    private static Label between(RegisterModel register, String field, Optional<String> from, Optional<String> to) {
        Label name = name(register, field);
        if (from.isPresent() && to.isPresent()) {
            return new Label(
                    name.zh() + "在 " + from.get() + " 至 " + to.get() + " 之间",
                    name.en() + " between " + from.get() + " and " + to.get());
        }
        if (from.isPresent()) {
            return new Label(name.zh() + "不小于 " + from.get(), name.en() + " from " + from.get());
        }
        String end = to.orElse("");
        return new Label(name.zh() + "不大于 " + end, name.en() + " up to " + end);
    }

    private static Label name(RegisterModel register, String field) {
        return register.field(field).map(FieldModel::label).orElse(Label.same(field));
    }

    private static String shown(
            RegisterModel register, String field, String value, Language language, Map<UUID, String> titles) {
        Optional<FieldType> type = register.field(field).map(FieldModel::type);
        Label option = type.map(t -> t.choices().get(value)).orElse(null);
        if (option != null) {
            return option.in(language);
        }
        if (type.flatMap(FieldType::target).isPresent()) {
            return titles.entrySet().stream()
                    .filter(t -> t.getKey().toString().equals(value))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(value);
        }
        return value;
    }
}
