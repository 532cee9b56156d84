package io.liren.register;

import io.liren.block.Place;
import io.liren.register.FieldModel.Sensitive;
import io.liren.rulebook.Code;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the properties of a field as written: flags, bounds, what it begins with, why it is held. */
final class WrittenField {
    private static final List<String> LEVELS = List.of("L1", "L2", "L3", "L4");
    private final YamlMap body;
    private final Place place;
    private final Findings findings;

    WrittenField(YamlMap body, Place place, Findings findings) {
        this.body = body;
        this.place = place;
        this.findings = findings;
    }

    boolean flag(String name) {
        Optional<YamlScalar> written = body.scalar(name);
        written.filter(s -> !s.text().equals("true") && !s.text().equals("false"))
                .ifPresent(s -> wrong(s, "写 true 或 false。", "Write true or false.", List.of()));
        return written.filter(s -> s.text().equals("true")).isPresent();
    }

    Optional<BigDecimal> number(String name) {
        Optional<YamlScalar> written = body.scalar(name);
        if (written.isPresent() && !written.get().text().matches("-?\\d{1,15}(\\.\\d{1,10})?")) {
            wrong(written.get(), "应当是数字。", "A number is expected.", List.of());
            return Optional.empty();
        }
        return written.map(s -> new BigDecimal(s.text()));
    }

    /** What a new record begins with. */
    Optional<String> standard(FieldType type) {
        Optional<YamlScalar> written = body.scalar("default");
        written.ifPresent(s -> {
            switch (type) {
                case FieldType.Date() -> {
                    if (!s.text().equals("today") && !isDate(s.text())) {
                        wrong(
                                s,
                                "日期字段的 default 写 today,或 2026-01-31 这样的日期。",
                                "The default of a date is today, or a date such as 2026-01-31.",
                                Nearest.to(s.text(), Set.of("today")));
                    }
                }
                case FieldType.Choice(var options) -> {
                    if (!options.containsKey(s.text())) {
                        findings.error(
                                Code.UNKNOWN_CHOICE,
                                s.textPosition(),
                                Math.max(1, s.text().length()),
                                place.clauseId(),
                                "没有选项「" + s.text() + "」,可选的是 " + String.join("、", options.keySet()) + "。",
                                "There is no option “" + s.text() + "”; there are "
                                        + String.join(", ", options.keySet()) + ".",
                                Nearest.to(s.text(), options.keySet()));
                    }
                }
                default -> {}
            }
        });
        return written.map(YamlScalar::text);
    }

    Optional<Sensitive> sensitive() {
        Optional<Yaml> written = body.at("sensitive");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        if (written.get() instanceof YamlMap map) {
            Optional<YamlScalar> level = map.scalar("class");
            Optional<YamlScalar> purpose = map.scalar("purpose");
            if (level.isPresent() && purpose.isPresent()) {
                level.filter(l -> !LEVELS.contains(l.text()))
                        .ifPresent(l -> wrong(
                                l,
                                "class 是 L1 到 L4,越大越敏感。",
                                "The class is L1 to L4, from less to more sensitive.",
                                LEVELS));
                return Optional.of(new Sensitive(
                        level.get().text(), Label.parse(purpose.get().text())));
            }
        }
        findings.error(
                Code.MISSING_KEY,
                written.get().position(),
                place.clauseId(),
                "敏感字段要写 {class: L3, purpose: 目的 | purpose}。",
                "A sensitive field needs {class: L3, purpose: 目的 | purpose}.");
        return Optional.of(new Sensitive("", Label.same("")));
    }

    private static boolean isDate(String text) {
        try {
            return LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void wrong(YamlScalar at, String zh, String en, List<String> nearest) {
        findings.error(
                Code.WRONG_VALUE,
                at.textPosition(),
                Math.max(1, at.text().length()),
                place.clauseId(),
                zh,
                en,
                nearest);
    }
}
