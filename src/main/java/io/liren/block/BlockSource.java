package io.liren.block;

import io.liren.calendar.DayUnit;
import io.liren.calendar.PeriodUnit;
import io.liren.rulebook.Code;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.Position;
import io.liren.rulebook.RawBlock;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlList;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A fenced block to be read, with what its kind needs to read it and to report mistakes in it. */
public final class BlockSource {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");
    private final RawBlock block;
    private final Findings findings;
    private final List<Loaded> texts;

    /** @param findings takes the mistakes */
    public BlockSource(RawBlock block, Findings findings) {
        this(block, findings, List.of());
    }

    /** @param texts the texts of its rulebook in the order in which they ran, the last being this one; empty: unknown */
    BlockSource(RawBlock block, Findings findings, List<Loaded> texts) {
        this.block = block;
        this.findings = findings;
        this.texts = texts;
    }

    /** A named thing as written. */
    public record Thing(Place place, YamlMap body) {}

    /** The block as read from the file. */
    public RawBlock raw() {
        return block;
    }

    /** The texts of its rulebook in the order in which they ran, the last being this one; empty if that is not asked about. */
    public List<Loaded> texts() {
        return texts;
    }

    /** Where mistakes go. */
    public Findings findings() {
        return findings;
    }

    /** The named things of the block; its label stands under {@code label}. Names must be plain. */
    public List<Thing> things() {
        List<Thing> things = new ArrayList<>();
        for (YamlMap.Entry entry : block.body().entries()) {
            if (!NAME.matcher(entry.name()).matches()) {
                error(
                        Code.WRONG_VALUE,
                        entry.key(),
                        "名称只能用小写字母、数字、下划线和连字符,以字母开头。",
                        "A name is lower-case letters, digits, _ and -, beginning with a letter.");
            } else if (entry.value() instanceof YamlMap body) {
                Label label = label(body, "label").orElse(new Label(entry.name(), entry.name()));
                things.add(new Thing(
                        new Place(
                                block.rulebook(),
                                block.clause(),
                                entry.name(),
                                label,
                                entry.key().position()),
                        body));
            } else {
                error(
                        Code.WRONG_VALUE,
                        entry.key(),
                        "「" + entry.name() + "」下面要有内容。",
                        "“" + entry.name() + "” needs a body of names and values.");
            }
        }
        return things;
    }

    /** Reports each key of a map that is not among those allowed, with the nearest. */
    public void allow(YamlMap map, String... allowed) {
        Set<String> known = Set.copyOf(Arrays.asList(allowed));
        for (YamlMap.Entry entry : map.entries()) {
            if (!known.contains(entry.name())) {
                findings.error(
                        Code.UNKNOWN_KEY,
                        entry.key().position(),
                        entry.name().length(),
                        block.clauseId(),
                        "这里不认识「" + entry.name() + "」,可以写:" + String.join("、", allowed) + "。",
                        "“" + entry.name() + "” is not known here. Expected one of: " + String.join(", ", allowed)
                                + ".",
                        Nearest.to(entry.name(), known));
            }
        }
    }

    /** The label under a name, if written. */
    public Optional<Label> label(YamlMap map, String name) {
        Optional<YamlScalar> scalar = scalar(map, name);
        scalar.filter(s -> !s.text().contains("|"))
                .ifPresent(s -> findings.warning(
                        Code.WRONG_VALUE,
                        s.position(),
                        Math.max(1, s.text().length()),
                        block.clauseId(),
                        "只有一种语言;写成「中文 | English」。",
                        "Only one language; write “中文 | English”."));
        return scalar.map(s -> Label.parse(s.text()));
    }

    /** The scalar under a name, if written; anything else is a mistake. */
    public Optional<YamlScalar> scalar(YamlMap map, String name) {
        Optional<Yaml> value = map.at(name);
        if (value.isPresent() && !(value.get() instanceof YamlScalar)) {
            error(Code.WRONG_VALUE, value.get().position(), "「" + name + "」应当是一个值。", "“" + name + "” takes one value.");
        }
        return map.scalar(name);
    }

    /** The scalar under a name; its absence is a mistake. */
    public Optional<YamlScalar> required(YamlMap map, Place place, String name) {
        if (!map.has(name)) {
            findings.error(
                    Code.MISSING_KEY,
                    place.position(),
                    place.name().length(),
                    block.clauseId(),
                    "「" + place.name() + "」缺「" + name + "」。",
                    "“" + place.name() + "” lacks “" + name + "”.",
                    List.of());
        }
        return scalar(map, name);
    }

    /** A map under a name; its absence is a mistake. */
    public Optional<YamlMap> requiredMap(YamlMap map, Place place, String name) {
        Optional<Yaml> value = map.at(name);
        if (value.isPresent() && value.get() instanceof YamlMap found) {
            return Optional.of(found);
        }
        findings.error(
                Code.MISSING_KEY,
                value.map(Yaml::position).orElse(place.position()),
                1,
                block.clauseId(),
                "「" + place.name() + "」要有「" + name + "」,写成「名称: 内容」。",
                "“" + place.name() + "” needs “" + name + "”, a map of names and values.",
                List.of());
        return Optional.empty();
    }

    /** Yes or no; anything else is a mistake, and no. */
    public boolean flag(YamlMap map, String name) {
        Optional<YamlScalar> scalar = scalar(map, name);
        if (scalar.isEmpty()) {
            return false;
        }
        return switch (scalar.get().text()) {
            case "true", "yes", "是" -> true;
            case "false", "no", "否" -> false;
            default -> {
                error(Code.WRONG_VALUE, scalar.get(), "写 true 或 false。", "Write true or false.");
                yield false;
            }
        };
    }

    /** A number; anything else is a mistake, and empty. */
    public Optional<BigDecimal> number(YamlScalar scalar) {
        try {
            BigDecimal number = new BigDecimal(scalar.text());
            if (number.precision() - number.scale() > 15 || number.scale() > 10) {
                error(Code.TOO_LARGE, scalar, "数字太大或太细。", "The number is too large or too fine.");
                return Optional.empty();
            }
            return Optional.of(number);
        } catch (NumberFormatException e) {
            error(Code.WRONG_VALUE, scalar, "「" + scalar.text() + "」不是数字。", "“" + scalar.text() + "” is not a number.");
            return Optional.empty();
        }
    }

    /** A period's word, such as {@code quarter}. */
    public Optional<PeriodUnit> period(YamlScalar scalar) {
        for (PeriodUnit unit : PeriodUnit.values()) {
            if (unit.word().equals(scalar.text())) {
                return Optional.of(unit);
            }
        }
        List<String> words =
                Arrays.stream(PeriodUnit.values()).map(PeriodUnit::word).toList();
        findings.error(
                Code.WRONG_VALUE,
                scalar.textPosition(),
                scalar.text().length(),
                block.clauseId(),
                "周期只能是 " + String.join("、", words) + "。",
                "A period is one of " + String.join(", ", words) + ".",
                Nearest.to(scalar.text(), words));
        return Optional.empty();
    }

    /** A number of days, working days or months, such as {@code 5 days}; a mistake is reported and gives empty. */
    public Optional<Span> span(YamlScalar scalar) {
        return span(
                scalar,
                Arrays.stream(DayUnit.values()).filter(u -> !u.isOfMoments()).toList());
    }

    /** A length of time in any unit, such as {@code 30 minutes}; a mistake is reported and gives empty. */
    public Optional<Span> time(YamlScalar scalar) {
        return span(scalar, List.of(DayUnit.values()));
    }

    private Optional<Span> span(YamlScalar scalar, List<DayUnit> allowed) {
        String text = scalar.text().strip();
        int space = text.lastIndexOf(' ');
        Optional<DayUnit> unit = space < 0
                ? Optional.empty()
                : DayUnit.of(text.substring(space + 1)).filter(allowed::contains);
        if (unit.isEmpty()) {
            List<String> words = allowed.stream().map(DayUnit::word).toList();
            error(
                    Code.WRONG_VALUE,
                    scalar,
                    "期限写成「数 单位」,单位是 " + String.join("、", words) + "。",
                    "A length of time is “number unit”; the unit is one of " + String.join(", ", words) + ".");
            return Optional.empty();
        }
        return Optional.of(
                new Span(new YamlScalar(text.substring(0, space).strip(), false, scalar.textPosition()), unit.get()));
    }

    /** A date as 2026-01-31; anything else is a mistake, and empty. */
    public Optional<LocalDate> date(YamlScalar scalar) {
        try {
            return Optional.of(LocalDate.parse(scalar.text()));
        } catch (java.time.format.DateTimeParseException e) {
            error(
                    Code.WRONG_VALUE,
                    scalar,
                    "「" + scalar.text() + "」不是日期,写成 2026-01-31。",
                    "“" + scalar.text() + "” is not a date; write 2026-01-31.");
            return Optional.empty();
        }
    }

    /** The items of a list, or the one value written instead of it. */
    public List<Yaml> items(YamlMap map, String name) {
        return switch (map.at(name).orElse(null)) {
            case YamlList list -> list.items();
            case YamlScalar scalar -> List.of(scalar);
            case YamlMap one -> List.of(one);
            case null -> List.of();
        };
    }

    /** An error at a scalar's text. */
    public void error(Code code, YamlScalar scalar, String zh, String en) {
        findings.error(
                code, scalar.textPosition(), Math.max(1, scalar.text().length()), block.clauseId(), zh, en, List.of());
    }

    /** An error at a place. */
    public void error(Code code, Position position, String zh, String en) {
        findings.error(code, position, block.clauseId(), zh, en);
    }
}
