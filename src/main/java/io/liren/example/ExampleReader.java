package io.liren.example;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.rulebook.Code;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads example blocks. Their names are sentences for people. */
final class ExampleReader {
    private static final Pattern FACT = Pattern.compile("([a-z][a-z0-9_.]*)(?:\\s+(.+))?");
    private static final Pattern EXPECTED =
            Pattern.compile("([a-z][a-z0-9_-]*)(?: of (.+?))?(?: for (\\S+))?(?: at (\\S+))? is (.+)");

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2} ([01]\\d|2[0-3]):[0-5]\\d");
    private final BlockSource source;

    ExampleReader(BlockSource source) {
        this.source = source;
    }

    List<ExampleBlock> read() {
        List<ExampleBlock> examples = new ArrayList<>();
        for (YamlMap.Entry entry : source.raw().body().entries()) {
            Place place = new Place(
                    source.raw().rulebook(),
                    source.raw().clause(),
                    "example-" + entry.key().position().line(),
                    Label.parse(entry.name()),
                    entry.key().position());
            if (entry.value() instanceof YamlMap body) {
                source.allow(body, "given", "do", "on", "expect");
                Optional<YamlScalar> day = source.required(body, place, "on");
                Optional<LocalDateTime> moment = day.flatMap(d -> moment(d.text()));
                moment.map(LocalDateTime::toLocalDate)
                        .or(() -> day.flatMap(source::date))
                        .ifPresent(on -> {
                            List<ExampleBlock.Expected> expected = expected(body);
                            if (expected.isEmpty()) {
                                source.error(
                                        Code.MISSING_KEY,
                                        place.position(),
                                        "示例要写 expect:应当怎样。",
                                        "An example needs expect: what must then be so.");
                            }
                            examples.add(new ExampleBlock(
                                    place,
                                    facts(body, "given"),
                                    facts(body, "do"),
                                    on,
                                    moment.map(LocalDateTime::toLocalTime),
                                    expected));
                        });
            } else {
                source.error(
                        Code.WRONG_VALUE,
                        entry.key(),
                        "示例下面写 given、on、expect。",
                        "Under an example stand given, on, expect.");
            }
        }
        return examples;
    }

    /** A day with a time, such as {@code 2026-03-02 21:30}; empty if it is none. */
    static Optional<LocalDateTime> moment(String text) {
        return MOMENT.matcher(text).matches()
                ? date(text.substring(0, 10)).map(day -> day.atTime(LocalTime.parse(text.substring(11))))
                : Optional.empty();
    }

    private List<ExampleBlock.Fact> facts(YamlMap body, String key) {
        List<ExampleBlock.Fact> facts = new ArrayList<>();
        for (Yaml item : source.items(body, key)) {
            if (item instanceof YamlMap map && map.entries().size() == 1) {
                fact(map.entries().getFirst()).ifPresent(facts::add);
            } else {
                source.error(
                        Code.WRONG_VALUE,
                        item.position(),
                        "写成「- 登记簿 名字: {字段: 值}」。",
                        "Write “- register name: {field: value}”.");
            }
        }
        return facts;
    }

    private Optional<ExampleBlock.Fact> fact(YamlMap.Entry entry) {
        Matcher matcher = FACT.matcher(entry.name().strip());
        if (!matcher.matches()) {
            source.error(Code.WRONG_VALUE, entry.key(), "写成「登记簿 名字」。", "Write “register name”.");
            return Optional.empty();
        }
        YamlMap values = entry.value() instanceof YamlMap map
                ? map
                : YamlMap.empty(entry.key().position());
        String name = matcher.group(2) == null
                ? values.scalar("name").map(YamlScalar::text).orElse("")
                : matcher.group(2);
        return Optional.of(new ExampleBlock.Fact(
                entry.key(),
                matcher.group(1),
                name.strip(),
                values,
                values.scalar("refused").map(YamlScalar::text)));
    }

    private List<ExampleBlock.Expected> expected(YamlMap body) {
        List<ExampleBlock.Expected> expected = new ArrayList<>();
        for (Yaml item : source.items(body, "expect")) {
            Matcher matcher = item instanceof YamlScalar scalar
                    ? EXPECTED.matcher(scalar.text().strip())
                    : null;
            if (matcher != null && matcher.matches()) {
                expected.add(new ExampleBlock.Expected(
                        (YamlScalar) item,
                        matcher.group(1),
                        Optional.ofNullable(matcher.group(2)),
                        Optional.ofNullable(matcher.group(3)),
                        Optional.ofNullable(matcher.group(4)),
                        matcher.group(5).strip()));
            } else {
                source.error(
                        Code.WRONG_VALUE,
                        item.position(),
                        "写成「名称 of 记录 for 周期 at 何处 is 结果」。",
                        "Write “NAME of RECORD for PERIOD at WHAT is ANSWER”.");
            }
        }
        return expected;
    }

    static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
