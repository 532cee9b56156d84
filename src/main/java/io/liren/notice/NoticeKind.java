package io.liren.notice;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.register.RegisterKind;
import io.liren.rulebook.Position;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The notice block (公示): what is published of a record, masked, for how long, and how people object. */
public final class NoticeKind implements BlockKind<NoticeBlock> {
    private static final String UNTIL = "until_on";
    private static final String OPEN = "open_objections";
    private final RegisterKind registers = new RegisterKind();

    @Override
    public String keyword() {
        return "notice";
    }

    @Override
    public Label label() {
        return new Label("公示", "Notice");
    }

    @Override
    public List<NoticeBlock> read(BlockSource source) {
        return new NoticeReader(source).read();
    }

    @Override
    public void declare(NoticeBlock block, Names names) {
        if (!(block.form() instanceof NoticeBlock.Form.Dated dated)) {
            return;
        }
        Place place = block.place();
        registers.declare(dated.postings(), names);
        dated.objections().ifPresent(o -> registers.declare(o, names));
        YamlScalar of = block.of().register();
        Optional<Shape> published = names.register(place.rulebook(), of.text(), of.textPosition(), place.clauseId())
                .flatMap(names::shape);
        Optional<Shape> postings = names.shape(dated.postings().place().id());
        if (published.isEmpty() || postings.isEmpty()) {
            return;
        }
        Optional<String> against =
                dated.objections().flatMap(o -> names.shape(o.place().id())).map(Shape::table);
        Supplier<Optional<Checked>> days = names.later(
                place, scope -> scope.check(dated.days().count(), scope.of(Map.of(), false, false), Type.WHOLE));
        names.declare(grownPostings(block, postings.get(), days, against, names));
        Grown grown = new Grown(block, published.get(), postings.get().table(), days, against, names);
        grown.fields().keySet().stream()
                .filter(published.get().fields()::containsKey)
                .forEach(name -> names.taken(place, name));
        Map<String, Shape.Field> fields = new LinkedHashMap<>(published.get().fields());
        fields.putAll(grown.fields());
        names.declare(new Shape(
                published.get().register(),
                published.get().name(),
                published.get().table(),
                fields));
        names.traits()
                .declareTouch(dated.postings().place().id(), published.get().register());
        dated.objections()
                .ifPresent(o -> names.traits()
                        .declareTouch(o.place().id(), dated.postings().place().id()));
        grown.words(names);
    }

    private static Optional<Notice.Form.Dated> form(NoticeBlock block, Supplier<Optional<Checked>> days) {
        NoticeBlock.Form.Dated dated = (NoticeBlock.Form.Dated) block.form();
        return days.get()
                .map(count -> new Notice.Form.Dated(
                        count,
                        dated.days().unit(),
                        dated.where(),
                        dated.postings().place().id(),
                        "",
                        Optional.empty()));
    }

    private static Sql until(
            NoticeBlock block, Supplier<Optional<Checked>> days, Names names, Sql community, Sql published) {
        return form(block, days)
                .map(dated -> Notice.until(dated, names, block.place().rulebook(), community, published))
                .orElse(Sql.of("null::date"));
    }

    /** Publications know their last day, and how many objections wait. */
    private static Shape grownPostings(
            NoticeBlock block,
            Shape postings,
            Supplier<Optional<Checked>> days,
            Optional<String> against,
            Names names) {
        Map<String, Shape.Field> fields = new LinkedHashMap<>(postings.fields());
        fields.put(
                UNTIL,
                new Shape.Field(
                        UNTIL,
                        Type.DATE,
                        new Source.Fragment(alias -> until(
                                block,
                                days,
                                names,
                                Sql.of("{row}.community_id").name("row", alias),
                                Sql.of("{row}.published_on").name("row", alias)))));
        against.ifPresent(table -> fields.put(
                OPEN,
                new Shape.Field(
                        OPEN,
                        Type.WHOLE,
                        new Source.Fragment(
                                alias -> Sql.of("""
                                (select count(*) from {objections} unanswered
                                  where unanswered.community_id = {row}.community_id and unanswered.posting_id = {row}.id
                                    and unanswered.voided_at is null and unanswered.answered_on is null)""").name("objections", table).name("row", alias)))));
        names.declareWords(postings.register(), UNTIL, new Label("公示至", "Shown until"), Map.of());
        names.declareWords(postings.register(), OPEN, new Label("未答复异议", "Objections unanswered"), Map.of());
        return new Shape(postings.register(), postings.name(), postings.table(), fields);
    }

    /** What the record that is published knows of it: so that gates, limits, duties and ledgers can lean on it. */
    private record Grown(
            NoticeBlock block,
            Shape of,
            String postings,
            Supplier<Optional<Checked>> days,
            Optional<String> against,
            Names names) {
        private String named(String what) {
            return block.place().name().replace('-', '_') + "_" + what;
        }

        Map<String, Shape.Field> fields() {
            Map<String, Shape.Field> fields = new LinkedHashMap<>();
            put(
                    fields,
                    new Shape.Field(named("published_on"), Type.DATE, latest(alias -> Sql.of("latest.published_on"))));
            put(
                    fields,
                    new Shape.Field(
                            named(UNTIL),
                            Type.DATE,
                            latest(alias -> until(
                                    block,
                                    days,
                                    names,
                                    Sql.of("latest.community_id"),
                                    Sql.of("latest.published_on")))));
            if (against.isPresent()) {
                put(fields, new Shape.Field(named("objections"), Type.WHOLE, objections("count(*)")));
                put(
                        fields,
                        new Shape.Field(
                                named(OPEN), Type.WHOLE, objections("count(*) filter (where o.answered_on is null)")));
                put(fields, new Shape.Field(named("answered_on"), Type.DATE, objections("max(o.answered_on)")));
            }
            put(fields, new Shape.Field(named("ended_on"), Type.DATE, ended()));
            return fields;
        }

        private static void put(Map<String, Shape.Field> fields, Shape.Field field) {
            fields.put(field.name(), field);
        }

        /** Of the latest publication; missing if that was taken down. */
        private Source latest(java.util.function.Function<String, Sql> value) {
            return new Source.Fragment(alias -> Sql.of("""
                    (select case when latest.taken_down_on is null then {value} end
                       from {postings} latest
                      where latest.community_id = {row}.community_id and latest.record_id = {row}.id
                        and latest.voided_at is null
                      order by latest.published_on desc, latest.entered_at desc
                      limit 1)""")
                    .part("value", value.apply(alias))
                    .name("postings", postings)
                    .name("row", alias));
        }

        private Source objections(String what) {
            return new Source.Fragment(alias -> Sql.of("""
                    (select {what}
                       from {objections} o
                       join {postings} op on op.community_id = o.community_id and op.id = o.posting_id
                      where o.community_id = {row}.community_id and op.record_id = {row}.id
                        and o.voided_at is null and op.voided_at is null)""")
                    .part("what", Sql.trusted(what))
                    .name("objections", against.orElseThrow())
                    .name("postings", postings)
                    .name("row", alias));
        }

        /** Ended when its days are over and no objection waits: on its last day, or when the last was answered. */
        private Source ended() {
            String until = of.name() + "." + named(UNTIL);
            String open = of.name() + "." + named(OPEN);
            String answered = of.name() + "." + named("answered_on");
            String text = against.isPresent()
                    ? until + " < today && " + open + " == 0 ? (" + answered + " > " + until + " ? " + answered + " : "
                            + until + ") : null"
                    : until + " < today ? " + until + " : null";
            Position at = block.place().position();
            return new Source.Computed(
                    text,
                    names.later(
                            block.place(),
                            scope -> names.shape(of.register())
                                    .flatMap(shape ->
                                            scope.check(new YamlScalar(text, false, at), scope.of(shape), Type.DATE))));
        }

        void words(Names names) {
            Label notice = block.place().label();
            Map<String, Label> words = new LinkedHashMap<>();
            words.put("published_on", new Label("公示日期", "published on"));
            words.put(UNTIL, new Label("公示至", "shown until"));
            words.put("objections", new Label("异议件数", "objections"));
            words.put(OPEN, new Label("未答复异议", "objections unanswered"));
            words.put("answered_on", new Label("异议答复日期", "objections answered on"));
            words.put("ended_on", new Label("期满日期", "ended on"));
            words.forEach((what, label) -> names.declareWords(
                    of.register(),
                    named(what),
                    new Label(notice.zh() + label.zh(), notice.en() + ": " + label.en()),
                    Map.of()));
        }
    }

    @Override
    public Compiled compile(NoticeBlock block, Scope scope) {
        return new NoticeCompiler(block, scope, registers).compile();
    }

    @Override
    public Label inWords(NoticeBlock block, Scope scope) {
        Optional<Shape> of = scope.shape(block.of().register());
        List<Label> labels = block.shows().stream()
                .map(s -> s.label()
                        .orElseGet(() -> of.map(o -> scope.names()
                                        .fieldLabel(o.register(), s.name().text()))
                                .orElse(Label.same(s.name().text()))))
                .toList();
        String zh = String.join("、", labels.stream().map(Label::zh).toList());
        String en = String.join(", ", labels.stream().map(Label::en).toList());
        Label name = block.place().label();
        return switch (block.form()) {
            case NoticeBlock.Form.Dated dated -> {
                String count = dated.days().count().text();
                boolean objections = dated.objections().isPresent();
                yield new Label(
                        "「" + name.zh() + "」公开" + zh + "，公示 " + count + " "
                                + dated.days().unit().label().zh() + (objections ? "，异议答复后才期满。" : "。"),
                        "“" + name.en() + "” shows " + en + " for " + count + " "
                                + dated.days().unit().label().en()
                                + (objections ? "; it ends once objections are answered." : "."));
            }
            case NoticeBlock.Form.Standing standing ->
                new Label(
                        "「" + name.zh() + "」长期公开" + zh + "，随事实变化。",
                        "“" + name.en() + "” always shows " + en + ", as the facts stand.");
        };
    }
}
