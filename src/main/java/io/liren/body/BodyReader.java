package io.liren.body;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.block.Span;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads body blocks. */
final class BodyReader {
    private final BlockSource source;

    BodyReader(BlockSource source) {
        this.source = source;
    }

    List<BodyBlock> read() {
        List<BodyBlock> all = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(
                    thing.body(),
                    "label",
                    "of",
                    "meets",
                    "members",
                    "who",
                    "due",
                    "present",
                    "told",
                    "agenda",
                    "quorum",
                    "resolves",
                    "resolved",
                    "otherwise");
            body(thing.place(), thing.body()).ifPresent(all::add);
        }
        return all;
    }

    private Optional<BodyBlock> body(Place place, YamlMap body) {
        Optional<YamlScalar> of = source.required(body, place, "of");
        Optional<YamlScalar> meets = source.required(body, place, "meets");
        Optional<YamlScalar> present = source.required(body, place, "present");
        if (body.has("members") != body.has("who")) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "members(哪些记录是成员)和 who(记录里的谁)要一起写。",
                    "members (which records are members) and who (the person of such a record) go together.");
        }
        if (body.has("members") == body.has("due")) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "写 members 和 who(从名册算应到),或写 due(应到人数),只写一样。",
                    "Write members and who (the roster tells who is due), or due (a number), one of them.");
        }
        if (of.isEmpty() || meets.isEmpty() || present.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BodyBlock(
                place,
                Selection.read(of.get()),
                Selection.read(meets.get()),
                source.scalar(body, "members").filter(m -> body.has("who")).map(Selection::read),
                source.scalar(body, "who"),
                source.scalar(body, "due"),
                present.get(),
                told(place, body),
                agenda(body),
                source.scalar(body, "quorum"),
                source.scalar(body, "resolves").map(Selection::read),
                source.scalar(body, "resolved"),
                source.scalar(body, "otherwise").flatMap(this::refuses)));
    }

    private Optional<BodyBlock.Told> told(Place place, YamlMap body) {
        return body.map("told").flatMap(map -> {
            source.allow(map, "on", "before");
            Optional<YamlScalar> on = source.required(map, place, "on");
            Optional<Span> before = source.required(map, place, "before").flatMap(source::span);
            return on.isPresent() && before.isPresent()
                    ? Optional.of(new BodyBlock.Told(on.get(), before.get()))
                    : Optional.empty();
        });
    }

    private List<BodyBlock.Item> agenda(YamlMap body) {
        List<BodyBlock.Item> items = new ArrayList<>();
        body.map("agenda").ifPresent(map -> {
            for (YamlMap.Entry entry : map.entries()) {
                Optional<YamlScalar> that =
                        entry.value() instanceof YamlMap item ? item.scalar("that") : Optional.empty();
                if (entry.value() instanceof YamlMap item && that.isPresent()) {
                    source.allow(item, "label", "that");
                    items.add(new BodyBlock.Item(
                            entry.name(), source.label(item, "label").orElse(Label.same(entry.name())), that.get()));
                } else {
                    source.error(
                            Code.WRONG_VALUE,
                            entry.key(),
                            "议题写成 {label: 中文 | English, that: 怎样算有这一项}。",
                            "An item of the agenda is {label: 中文 | English, that: how one knows that it was there}.");
                }
            }
        });
        return items;
    }

    private Optional<Boolean> refuses(YamlScalar written) {
        return switch (written.text()) {
            case "block" -> Optional.of(true);
            case "warn" -> Optional.of(false);
            default -> {
                source.error(Code.WRONG_VALUE, written, "写 block 或 warn。", "Write block or warn.");
                yield Optional.empty();
            }
        };
    }
}
