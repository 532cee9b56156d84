package io.liren.report;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.register.RegisterBlock;
import io.liren.register.RegisterKind;
import io.liren.rulebook.Position;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlList;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The register of what is done with a report's sheets: each act is a record like any other, so that journal, history and
 * verification hold for closing, too. The sheet's state follows from its last act.
 */
final class SheetRegister {
    private SheetRegister() {}

    static Optional<RegisterBlock> block(
            Place report,
            Optional<YamlScalar> preparedBy,
            Optional<YamlScalar> reviewedBy,
            BlockSource source,
            RegisterKind registers) {
        Position at = report.position();
        YamlMap fields = map(
                at,
                entry(
                        at,
                        "period",
                        map(
                                at,
                                entry(at, "label", "期间 | Period"),
                                entry(at, "type", "text"),
                                entry(at, "required", "true"))),
                entry(
                        at,
                        "act",
                        map(
                                at,
                                entry(at, "label", "办理 | What was done"),
                                entry(at, "type", "choice"),
                                entry(at, "required", "true"),
                                entry(
                                        at,
                                        "options",
                                        map(
                                                at,
                                                Stream.of(Act.values())
                                                        .map(a -> entry(
                                                                at,
                                                                a.word(),
                                                                a.label().toString()))
                                                        .toArray(YamlMap.Entry[]::new))))),
                entry(
                        at,
                        "on",
                        map(
                                at,
                                entry(at, "label", "日期 | Date"),
                                entry(at, "type", "date"),
                                entry(at, "required", "true"),
                                entry(at, "default", "today"))),
                entry(
                        at,
                        "reason",
                        map(
                                at,
                                entry(at, "label", "原因 | Reason"),
                                entry(at, "type", "text"),
                                entry(at, "long", "true"))),
                entry(at, "sheet", map(at, entry(at, "label", "报表内容 | The sheet"), entry(at, "type", "attachment"))),
                entry(at, "digest", map(at, entry(at, "label", "摘要(SM3) | Digest (SM3)"), entry(at, "type", "text"))),
                entry(
                        at,
                        "signature",
                        map(at, entry(at, "label", "签名(SM2) | Signature (SM2)"), entry(at, "type", "text"))));
        YamlList enter = new YamlList(
                Stream.concat(preparedBy.stream(), reviewedBy.stream())
                        .map(Yaml.class::cast)
                        .distinct()
                        .toList(),
                at);
        YamlMap body = map(
                at,
                entry(at, "fields", fields),
                entry(at, "title", new YamlList(List.of(word(at, "period"), word(at, "act")), at)),
                entry(at, "happened", "on"),
                entry(at, "list", new YamlList(List.of(word(at, "period"), word(at, "act"), word(at, "on")), at)),
                entry(at, "enter", enter));
        Place own = new Place(
                report.rulebook(),
                report.clause(),
                report.name().replace('-', '_') + "_sheet",
                report.label().plus(new Label("的报送", ": its sheets")),
                at);
        return registers.read(new BlockSource.Thing(own, body), source);
    }

    private static YamlScalar word(Position at, String text) {
        return new YamlScalar(text, false, at);
    }

    private static YamlMap map(Position at, YamlMap.Entry... entries) {
        return new YamlMap(List.of(entries), at);
    }

    private static YamlMap.Entry entry(Position at, String name, Yaml value) {
        return new YamlMap.Entry(word(at, name), value);
    }

    private static YamlMap.Entry entry(Position at, String name, String value) {
        return entry(at, name, word(at, value));
    }
}
