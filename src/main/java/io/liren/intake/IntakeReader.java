package io.liren.intake;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.block.Span;
import io.liren.register.Assembled;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.Code;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlList;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads intake blocks. */
final class IntakeReader {
    static final String CAME = "came_on";
    static final String SAID = "said";
    static final String NAME = "from_name";
    static final String CONTACT = "contact";
    static final String LOOKED = "looked_on";
    static final String OUTCOME = "outcome";
    static final String BECAME = "became";
    static final String REPLY = "reply";

    private final BlockSource source;

    IntakeReader(BlockSource source) {
        this.source = source;
    }

    List<IntakeBlock> read() {
        List<IntakeBlock> intakes = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(
                    thing.body(),
                    "label",
                    "of",
                    "intro",
                    "asks",
                    "fills",
                    "anonymous",
                    "handled-by",
                    "look-within",
                    "follows");
            intake(thing.place(), thing.body()).ifPresent(intakes::add);
        }
        return intakes;
    }

    private Optional<IntakeBlock> intake(Place place, YamlMap body) {
        Optional<YamlScalar> of = source.required(body, place, "of");
        List<YamlScalar> by = body.scalars("handled-by");
        if (by.isEmpty()) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "公开表单要写 handled-by:由哪个岗位办理。",
                    "A public form needs handled-by: the posts that look at what comes in.");
        }
        List<IntakeBlock.Asked> asks = asks(place, body);
        Optional<YamlScalar> anonymous = source.scalar(body, "anonymous");
        anonymous
                .filter(a -> !a.text().equals("allowed") && !a.text().equals("no"))
                .ifPresent(a -> source.error(
                        Code.WRONG_VALUE,
                        a,
                        "anonymous 写 allowed(可以匿名)或 no(要留姓名和联系方式)。",
                        "anonymous is allowed, or no: name and contact are asked."));
        Optional<Span> look = source.scalar(body, "look-within").flatMap(source::span);
        if (of.isEmpty() || by.isEmpty() || asks.isEmpty()) {
            return Optional.empty();
        }
        return received(place, of.get(), by)
                .map(register -> new IntakeBlock(
                        place,
                        of.get(),
                        source.label(body, "intro").orElse(new Label("", "")),
                        asks,
                        fills(body),
                        anonymous.filter(a -> a.text().equals("allowed")).isPresent(),
                        by,
                        look,
                        body.scalars("follows"),
                        register));
    }

    private List<IntakeBlock.Asked> asks(Place place, YamlMap body) {
        List<IntakeBlock.Asked> asks = new ArrayList<>();
        for (Yaml item : source.items(body, "asks")) {
            switch (item) {
                case YamlScalar field ->
                    asks.add(new IntakeBlock.Asked(field, Optional.empty(), Optional.empty(), false));
                case YamlMap map -> {
                    source.allow(map, "field", "label", "hint", "required");
                    source.required(map, place, "field")
                            .ifPresent(field -> asks.add(new IntakeBlock.Asked(
                                    field,
                                    source.label(map, "label"),
                                    source.label(map, "hint"),
                                    source.flag(map, "required"))));
                }
                case YamlList list ->
                    source.error(
                            Code.WRONG_VALUE,
                            list.position(),
                            "一项写成字段名,或 {field: 字段, label: 标签, hint: 提示, required: true}。",
                            "Write what is asked as a field, or as {field: …, label: …, hint: …, required: true}.");
            }
        }
        if (asks.isEmpty()) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "公开表单要写 asks:居民填哪几项。",
                    "A public form needs asks: the fields that a resident fills in.");
        }
        return asks;
    }

    private List<IntakeBlock.Fill> fills(YamlMap body) {
        List<IntakeBlock.Fill> fills = new ArrayList<>();
        body.map("fills").ifPresent(map -> {
            for (YamlMap.Entry entry : map.entries()) {
                source.scalar(map, entry.name())
                        .ifPresent(value -> fills.add(new IntakeBlock.Fill(entry.key(), value)));
            }
        });
        return fills;
    }

    /** What came in is a record as well: the moment it came, the original and what became of it are in the journal. */
    private Optional<RegisterBlock> received(Place place, YamlScalar of, List<YamlScalar> by) {
        Label handling = new Label("办理这件来件", "Handling what was sent in");
        Assembled register = new Assembled(new Place(
                place.rulebook(),
                place.clause(),
                place.name().replace('-', '_') + "_intake",
                place.label().plus(new Label("来件", ": sent in")),
                place.position()));
        register.field(CAME, new Label("收到日期", "Came in on"), "date")
                .with("required", "true")
                .with("default", "today");
        register.field(SAID, new Label("原文", "As it was sent"), "text")
                .with("long", "true")
                .sensitive("L3", handling, by);
        register.field(NAME, new Label("提交人", "Sent by"), "text").sensitive("L3", handling, by);
        register.field(CONTACT, new Label("联系方式", "How to reach them"), "text").sensitive("L3", handling, by);
        register.field(LOOKED, new Label("查看日期", "Looked at on"), "date");
        Map<String, Label> outcomes = new LinkedHashMap<>();
        outcomes.put("accepted", new Label("已受理", "Taken on"));
        outcomes.put("answered", new Label("已答复", "Answered"));
        outcomes.put("declined", new Label("不受理", "Not taken on"));
        register.field(OUTCOME, new Label("办理", "Outcome"), "choice").options(outcomes);
        register.field(BECAME, new Label("登记为", "Entered as"), "reference")
                .to(of)
                .with("unique", "true");
        register.field(REPLY, new Label("给提交人的答复", "Reply to the sender"), "text")
                .with("long", "true");
        return register.names("title", CAME, OUTCOME)
                .key("happened", CAME)
                .names("list", CAME, OUTCOME, LOOKED, BECAME)
                .posts("enter", by)
                .posts("read", by)
                .read(source);
    }
}
