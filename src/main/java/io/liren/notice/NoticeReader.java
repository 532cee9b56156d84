package io.liren.notice;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.block.Selection;
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

/** Reads notice blocks. */
final class NoticeReader {
    static final String RECORD = "record";
    static final String PUBLISHED = "published_on";
    static final String TEXT = "text";
    static final String DOWN = "taken_down_on";
    static final String WHY = "why";
    static final String POSTING = "posting";
    static final String ON = "on";
    static final String CONTENT = "content";
    static final String NAME = "from_name";
    static final String CONTACT = "contact";
    static final String ANSWER = "answer";
    static final String ANSWERED = "answered_on";
    static final String RESULT = "result";
    private static final Label NOBODY = new Label("", "");

    private final BlockSource source;

    NoticeReader(BlockSource source) {
        this.source = source;
    }

    List<NoticeBlock> read() {
        List<NoticeBlock> notices = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            boolean standing = source.flag(thing.body(), "standing");
            if (standing) {
                source.allow(
                        thing.body(),
                        "label",
                        "of",
                        "intro",
                        "shows",
                        "never",
                        "by",
                        "standing",
                        "order",
                        "parameters");
            } else {
                source.allow(
                        thing.body(),
                        "label",
                        "of",
                        "intro",
                        "shows",
                        "never",
                        "by",
                        "standing",
                        "days",
                        "place",
                        "objections",
                        "answer-within");
            }
            notice(thing, standing).ifPresent(notices::add);
        }
        return notices;
    }

    private Optional<NoticeBlock> notice(BlockSource.Thing thing, boolean standing) {
        Place place = thing.place();
        YamlMap body = thing.body();
        Optional<Selection> of = source.required(body, place, "of").map(Selection::read);
        List<YamlScalar> by = body.scalars("by");
        if (by.isEmpty()) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "公示要写 by:由哪个岗位公示。",
                    "A notice needs by: the posts that publish it.");
        }
        List<NoticeBlock.Shown> shows = shows(place, body);
        Optional<NoticeBlock.Form> form = of.flatMap(o -> standing
                ? Optional.of(new NoticeBlock.Form.Standing(body.scalars("order"), body.scalars("parameters")))
                : dated(place, body, o.register(), by));
        if (of.isEmpty() || by.isEmpty() || shows.isEmpty() || form.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NoticeBlock(
                place,
                of.get(),
                source.label(body, "intro").orElse(NOBODY),
                shows,
                never(place, body),
                by,
                form.get()));
    }

    private List<NoticeBlock.Shown> shows(Place place, YamlMap body) {
        List<NoticeBlock.Shown> shows = new ArrayList<>();
        for (Yaml item : source.items(body, "shows")) {
            switch (item) {
                case YamlScalar field ->
                    shows.add(new NoticeBlock.Shown(field, Optional.empty(), Optional.empty(), false));
                case YamlMap map -> {
                    source.allow(map, "name", "label", "value", "mask");
                    Optional<YamlScalar> mask = source.scalar(map, "mask");
                    mask.filter(m -> !m.text().equals("name"))
                            .ifPresent(m -> source.error(
                                    Code.WRONG_VALUE,
                                    m,
                                    "mask 只能写 name:只公开姓。",
                                    "mask is name: only the family name is shown."));
                    source.required(map, place, "name")
                            .ifPresent(name -> shows.add(new NoticeBlock.Shown(
                                    name, source.label(map, "label"), source.scalar(map, "value"), mask.isPresent())));
                }
                case YamlList list ->
                    source.error(
                            Code.WRONG_VALUE,
                            list.position(),
                            "公示的内容写成字段名,或 {name: 名称, label: 标签, value: 算式, mask: name}。",
                            "Write what is shown as a field, or as {name: …, label: …, value: expression, mask: name}.");
            }
        }
        if (shows.isEmpty()) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "公示要写 shows:公开哪几项。",
                    "A notice needs shows: the facts that the public sees.");
        }
        return shows;
    }

    private List<NoticeBlock.Never> never(Place place, YamlMap body) {
        List<NoticeBlock.Never> never = new ArrayList<>();
        for (Yaml item : source.items(body, "never")) {
            if (item instanceof YamlMap map) {
                source.allow(map, "of", "value", "says");
                Optional<YamlScalar> of = source.required(map, place, "of");
                Optional<YamlScalar> value = source.required(map, place, "value");
                Label says = source.label(map, "says").orElse(new Label("不能公开的内容", "what may not be published"));
                if (of.isPresent() && value.isPresent()) {
                    never.add(new NoticeBlock.Never(Selection.read(of.get()), value.get(), says));
                }
            } else {
                source.error(
                        Code.WRONG_VALUE,
                        item.position(),
                        "写成 {of: 登记簿 where 条件, value: 算式, says: 说明}。",
                        "Write {of: register where condition, value: expression, says: words}.");
            }
        }
        return never;
    }

    private Optional<NoticeBlock.Form> dated(Place place, YamlMap body, YamlScalar of, List<YamlScalar> by) {
        Optional<Span> days = source.required(body, place, "days").flatMap(source::span);
        Optional<YamlScalar> objections = source.scalar(body, "objections");
        objections
                .filter(o -> !o.text().equals("open") && !o.text().equals("none"))
                .ifPresent(o -> source.error(
                        Code.WRONG_VALUE,
                        o,
                        "objections 写 open(收异议)或 none(不收)。",
                        "objections is open (they are taken) or none."));
        boolean open = objections.filter(o -> o.text().equals("open")).isPresent();
        Label where = source.label(body, "place").orElse(new Label("社区公示栏", "The community's notice board"));
        Optional<RegisterBlock> postings = postings(place, of, where, by);
        Optional<RegisterBlock> against = open ? objections(place, by) : Optional.empty();
        Optional<Span> answer = source.scalar(body, "answer-within").flatMap(source::span);
        if (days.isEmpty() || postings.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new NoticeBlock.Form.Dated(days.get(), where, postings.get(), against, answer));
    }

    static String postings(String notice) {
        return notice.replace('-', '_') + "_posting";
    }

    static String objections(String notice) {
        return notice.replace('-', '_') + "_objection";
    }

    private Optional<RegisterBlock> postings(Place place, YamlScalar of, Label where, List<YamlScalar> by) {
        Assembled register = new Assembled(new Place(
                place.rulebook(),
                place.clause(),
                postings(place.name()),
                place.label().plus(new Label("记录", ": publications")),
                place.position()));
        register.field(RECORD, new Label("公示对象", "What is published"), "reference")
                .to(of)
                .with("required", "true");
        register.field(PUBLISHED, new Label("公示日期", "Published on"), "date")
                .with("required", "true")
                .with("default", "today");
        register.field("place", new Label("公示地点", "Where it hangs"), "text").with("default", where.zh());
        register.field(TEXT, new Label("公示底稿", "Text as published"), "text").with("long", "true");
        register.field(DOWN, new Label("提前撤下", "Taken down early on"), "date");
        register.field(WHY, new Label("撤下原因", "Why it was taken down"), "text");
        return register.names("title", RECORD, PUBLISHED)
                .key("happened", PUBLISHED)
                .names("list", RECORD, PUBLISHED, "place", DOWN)
                .posts("enter", by)
                .read(source);
    }

    private Optional<RegisterBlock> objections(Place place, List<YamlScalar> by) {
        Label handling = new Label("办理这条异议", "Answering this objection");
        Assembled register = new Assembled(new Place(
                place.rulebook(),
                place.clause(),
                objections(place.name()),
                place.label().plus(new Label("异议", ": objections")),
                place.position()));
        register.field(POSTING, new Label("对哪次公示", "To which publication"), "reference")
                .to(new YamlScalar(postings(place.name()), false, place.position()))
                .with("required", "true");
        register.field(ON, new Label("提出日期", "Made on"), "date")
                .with("required", "true")
                .with("default", "today");
        register.field(CONTENT, new Label("异议内容", "Objection"), "text")
                .with("long", "true")
                .with("required", "true")
                .sensitive("L3", handling, by);
        register.field(NAME, new Label("提出人", "Made by"), "text").sensitive("L3", handling, by);
        register.field(CONTACT, new Label("联系方式", "How to reach them"), "text").sensitive("L3", handling, by);
        register.field(ANSWER, new Label("答复", "Answer"), "text").with("long", "true");
        register.field(ANSWERED, new Label("答复日期", "Answered on"), "date");
        Map<String, Label> results = new LinkedHashMap<>();
        results.put("upheld", new Label("成立", "Upheld"));
        results.put("dismissed", new Label("不成立", "Not upheld"));
        register.field(RESULT, new Label("处理结果", "Result"), "choice").options(results);
        return register.names("title", POSTING, ON)
                .key("happened", ON)
                .names("list", POSTING, ON, ANSWERED, RESULT)
                .posts("enter", by)
                .read(source);
    }
}
