package io.liren.election;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.register.Assembled;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.Code;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads election blocks. */
final class ElectionReader {
    private static final Label NOT_YET = new Label("还不能确认任职", "The term can't be confirmed yet");
    private static final String ONLY = "only";
    private final BlockSource source;

    ElectionReader(BlockSource source) {
        this.source = source;
    }

    List<ElectionBlock> read() {
        List<ElectionBlock> all = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(
                    thing.body(),
                    "label",
                    "of",
                    "seats",
                    "candidates",
                    "who",
                    "enough",
                    "must",
                    "should",
                    "voters",
                    "voter",
                    "present",
                    "quorum",
                    "tellers",
                    "ballot",
                    "count-by",
                    "wins",
                    "runoff",
                    "installs");
            election(thing.place(), thing.body()).ifPresent(all::add);
        }
        return all;
    }

    private Optional<ElectionBlock> election(Place place, YamlMap body) {
        Optional<YamlScalar> of = source.required(body, place, "of");
        Optional<YamlScalar> seats = source.required(body, place, "seats");
        Optional<YamlScalar> candidates = source.required(body, place, "candidates");
        Optional<YamlScalar> who = source.required(body, place, "who");
        Optional<YamlScalar> voters = source.required(body, place, "voters");
        Optional<YamlScalar> voter = source.required(body, place, "voter");
        Optional<YamlScalar> present = source.required(body, place, "present");
        Optional<YamlScalar> wins = source.required(body, place, "wins");
        Optional<ElectionBlock.Tellers> tellers =
                source.requiredMap(body, place, "tellers").flatMap(map -> tellers(place, map));
        source.required(body, place, "ballot")
                .filter(b -> !b.text().equals("secret"))
                .ifPresent(b -> source.error(
                        Code.WRONG_VALUE,
                        b,
                        "ballot 只能是 secret:谁投了谁,不留任何记录。",
                        "ballot is secret: nothing is kept of who voted for whom."));
        List<ElectionBlock.Condition> conditions = new ArrayList<>(conditions(body, "must", true));
        conditions.addAll(conditions(body, "should", false));
        if (of.isEmpty()
                || seats.isEmpty()
                || candidates.isEmpty()
                || who.isEmpty()
                || voters.isEmpty()
                || voter.isEmpty()
                || present.isEmpty()
                || wins.isEmpty()
                || tellers.isEmpty()) {
            return Optional.empty();
        }
        Selection stand = Selection.read(candidates.get());
        Optional<RegisterBlock> counts = counts(place, of.get(), tellers.get().of(), body.scalars("count-by"));
        Optional<RegisterBlock> votes = votes(place, stand.register(), body.scalars("count-by"));
        if (counts.isEmpty() || votes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ElectionBlock(
                place,
                of.get(),
                seats.get(),
                stand,
                who.get(),
                source.scalar(body, "enough"),
                conditions,
                new ElectionBlock.Voters(Selection.read(voters.get()), voter.get()),
                present.get(),
                source.scalar(body, "quorum"),
                tellers.get(),
                wins.get(),
                source.scalar(body, "runoff"),
                body.map("installs").map(this::installs),
                counts.get(),
                votes.get()));
    }

    private Optional<ElectionBlock.Tellers> tellers(Place place, YamlMap map) {
        source.allow(map, "of", "least");
        Optional<YamlScalar> of = source.required(map, place, "of");
        Optional<YamlScalar> least = source.required(map, place, "least");
        return of.isPresent() && least.isPresent()
                ? Optional.of(new ElectionBlock.Tellers(of.get(), least.get()))
                : Optional.empty();
    }

    private List<ElectionBlock.Condition> conditions(YamlMap body, String key, boolean must) {
        List<ElectionBlock.Condition> conditions = new ArrayList<>();
        for (Yaml item : source.items(body, key)) {
            Optional<YamlScalar> that = item instanceof YamlMap map ? map.scalar("that") : Optional.empty();
            Optional<Label> says = item instanceof YamlMap map ? source.label(map, "says") : Optional.empty();
            if (item instanceof YamlMap map && that.isPresent() && says.isPresent()) {
                source.allow(map, "that", "says");
                conditions.add(new ElectionBlock.Condition(must, that.get(), says.get()));
            } else {
                source.error(
                        Code.WRONG_VALUE,
                        item.position(),
                        "条件写成 {that: 条件, says: 中文 | English}。",
                        "A condition is {that: condition, says: 中文 | English}.");
            }
        }
        return conditions;
    }

    private ElectionBlock.Installs installs(YamlMap map) {
        source.allow(map, "by", "when", "says", "once", "each");
        List<ElectionBlock.Made> made = new ArrayList<>();
        for (String key : List.of("once", "each")) {
            map.map(key)
                    .ifPresent(registers -> registers.entries().forEach(entry -> {
                        if (entry.value() instanceof YamlMap fields) {
                            made.add(new ElectionBlock.Made(
                                    entry.key(), key.equals("each"), source.scalar(fields, ONLY), values(fields)));
                        } else {
                            source.error(
                                    Code.WRONG_VALUE,
                                    entry.key(),
                                    "写成「登记簿: {字段: 算式}」。",
                                    "Write “register: {field: expression}”.");
                        }
                    }));
        }
        return new ElectionBlock.Installs(
                map.scalars("by"),
                source.scalar(map, "when"),
                source.label(map, "says").orElse(NOT_YET),
                made);
    }

    private List<ElectionBlock.Value> values(YamlMap fields) {
        List<ElectionBlock.Value> values = new ArrayList<>();
        for (YamlMap.Entry entry : fields.entries()) {
            if (entry.name().equals(ONLY)) {
                continue;
            }
            if (entry.value() instanceof YamlScalar value) {
                values.add(new ElectionBlock.Value(entry.key(), value));
            } else {
                source.error(Code.WRONG_VALUE, entry.key(), "字段的值写成一个算式。", "The value of a field is an expression.");
            }
        }
        return values;
    }

    private static Place own(Place place, String suffix, Label label) {
        return new Place(
                place.rulebook(),
                place.clause(),
                place.name().replace('-', '_') + suffix,
                place.label().plus(label),
                place.position());
    }

    private Optional<RegisterBlock> counts(Place place, YamlScalar of, YamlScalar tellers, List<YamlScalar> by) {
        Assembled counts = new Assembled(own(place, "_count", new Label("计票", ": count")));
        counts.field("election", new Label("哪次选举", "Election"), "reference")
                .to(of)
                .with("required", "true");
        counts.field("round", new Label("第几轮", "Round"), "integer")
                .with("required", "true")
                .with("default", "1")
                .with("min", "1")
                .with("max", Integer.toString(ElectionSql.ROUNDS));
        counts.field("on", new Label("计票日期", "Counted on"), "date")
                .with("required", "true")
                .with("default", "today");
        counts.field("tellers", new Label("监票计票人", "Tellers"), "references")
                .to(tellers)
                .with("required", "true");
        papers(counts, "given", new Label("发出票数", "Papers given out"));
        papers(counts, "returned", new Label("收回票数", "Papers returned"));
        papers(counts, "valid", new Label("有效票数", "Valid papers"));
        papers(counts, "void", new Label("无效票数", "Void papers"));
        return enteredBy(by, counts)
                .names("title", "election", "round")
                .key("happened", "on")
                .names("list", "on", "election", "round", "given", "returned", "valid", "void")
                .unique("election", "round")
                .read(source);
    }

    private static void papers(Assembled register, String name, Label label) {
        register.field(name, label, "integer").with("required", "true").with("min", "0");
    }

    private Optional<RegisterBlock> votes(Place place, YamlScalar candidates, List<YamlScalar> by) {
        Assembled votes = new Assembled(own(place, "_vote", new Label("得票", ": votes")));
        votes.field("count", new Label("哪次计票", "Count"), "reference")
                .to(new YamlScalar(place.name().replace('-', '_') + "_count", false, place.position()))
                .with("required", "true");
        votes.field("candidate", new Label("候选人", "Candidate"), "reference")
                .to(candidates)
                .with("required", "true");
        papers(votes, "votes", new Label("得票", "Votes"));
        return enteredBy(by, votes)
                .names("title", "candidate", "votes")
                .names("list", "count", "candidate", "votes")
                .unique("count", "candidate")
                .read(source);
    }

    /** Where no posts are written, all of the rulebook enter it. */
    private static Assembled enteredBy(List<YamlScalar> posts, Assembled register) {
        return posts.isEmpty() ? register : register.posts("enter", posts);
    }
}
