package io.liren.document;

import io.liren.block.Answerer;
import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Guard;
import io.liren.block.Names;
import io.liren.block.ParameterSql;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.block.Selection;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.register.Assembled;
import io.liren.register.RegisterBlock;
import io.liren.register.RegisterKind;
import io.liren.rulebook.Code;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlList;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The document block (文书): what is printed from a record, numbered in order, to be signed and sealed. */
public final class DocumentKind implements BlockKind<DocumentBlock> {
    static final String RECORD = "record";
    static final String ISSUED = "issued_on";
    static final String SEQUENCE = "sequence";
    static final String WORD = "word_file";
    static final String PDF = "pdf_file";
    static final String DIGEST = "digest";
    private final RegisterKind registers = new RegisterKind();

    @Override
    public String keyword() {
        return "document";
    }

    @Override
    public Label label() {
        return new Label("文书", "Document");
    }

    @Override
    public List<DocumentBlock> read(BlockSource source) {
        List<DocumentBlock> documents = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(thing.body(), "label", "of", "shows", "template", "number", "signed-by", "by");
            read(thing, source).ifPresent(documents::add);
        }
        return documents;
    }

    private static Optional<DocumentBlock> read(BlockSource.Thing thing, BlockSource source) {
        Place place = thing.place();
        YamlMap body = thing.body();
        Optional<Selection> of = source.required(body, place, "of").map(Selection::read);
        Optional<YamlScalar> number = source.required(body, place, "number");
        number.filter(n -> !n.text().contains("{year}") || !n.text().contains("{n}"))
                .ifPresent(n -> source.error(
                        Code.WRONG_VALUE,
                        n,
                        "文号里要有 {year} 和 {n},如 调字〔{year}〕{n}号。",
                        "A number holds {year} and {n}, such as M {year}/{n}."));
        Optional<YamlScalar> template = source.scalar(body, "template");
        template.filter(t -> !t.text().matches("[a-z0-9-]+\\.docx"))
                .ifPresent(t -> source.error(
                        Code.WRONG_VALUE,
                        t,
                        "模板是 templates 目录里的文件名,如 agreement.docx。",
                        "A template is the name of a file in templates, such as agreement.docx."));
        List<YamlScalar> by = body.scalars("by");
        if (by.isEmpty()) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "文书要写 by:由哪个岗位出具。",
                    "A document needs by: the posts that issue it.");
        }
        List<DocumentBlock.Shown> shows = shows(place, body, source);
        if (of.isEmpty() || number.isEmpty() || by.isEmpty() || shows.isEmpty()) {
            return Optional.empty();
        }
        List<Label> signers = body.scalars("signed-by").stream()
                .map(s -> Label.parse(s.text()))
                .toList();
        return issued(place, of.get().register(), by, source)
                .map(register -> new DocumentBlock(
                        place, of.get(), shows, template, number.get().text(), signers, by, register));
    }

    private static List<DocumentBlock.Shown> shows(Place place, YamlMap body, BlockSource source) {
        List<DocumentBlock.Shown> shows = new ArrayList<>();
        for (Yaml item : source.items(body, "shows")) {
            switch (item) {
                case YamlScalar field -> shows.add(new DocumentBlock.Shown(field, Optional.empty(), Optional.empty()));
                case YamlMap map -> {
                    source.allow(map, "name", "label", "value");
                    source.required(map, place, "name")
                            .ifPresent(name -> shows.add(new DocumentBlock.Shown(
                                    name, source.label(map, "label"), source.scalar(map, "value"))));
                }
                case YamlList list ->
                    source.error(
                            Code.WRONG_VALUE,
                            list.position(),
                            "写成字段名,或 {name: 名称, label: 标签, value: 算式}。",
                            "Write a field, or {name: …, label: …, value: expression}.");
            }
        }
        if (shows.isEmpty()) {
            source.error(
                    Code.MISSING_KEY, place.position(), "文书要写 shows:印哪几项。", "A document needs shows: what is printed.");
        }
        return shows;
    }

    private static Optional<RegisterBlock> issued(Place place, YamlScalar of, List<YamlScalar> by, BlockSource source) {
        Assembled register = new Assembled(new Place(
                place.rulebook(),
                place.clause(),
                place.name().replace('-', '_') + "_document",
                place.label().plus(new Label("出具登记", ": issued")),
                place.position()));
        register.field(RECORD, new Label("依据", "Of"), "reference").to(of).with("required", "true");
        register.field(ISSUED, new Label("出具日期", "Issued on"), "date")
                .with("required", "true")
                .with("default", "today");
        register.field(SEQUENCE, new Label("年内序号", "Place in the year"), "integer")
                .with("required", "true")
                .with("min", "1");
        register.field(WORD, new Label("Word 文件", "Word file"), "attachment");
        register.field(PDF, new Label("PDF 文件", "PDF file"), "attachment");
        register.field(DIGEST, new Label("PDF 校验码", "Digest of the PDF"), "text");
        return register.names("title", RECORD, ISSUED)
                .key("happened", ISSUED)
                // So that its files go when what is held about the person is erased.
                .key("about", RECORD)
                .names("list", RECORD, ISSUED, SEQUENCE)
                .posts("enter", by)
                .read(source);
    }

    @Override
    public void declare(DocumentBlock block, Names names) {
        Place place = block.place();
        registers.declare(block.issued(), names);
        YamlScalar written = block.of().register();
        Optional<Shape> of = names.register(place.rulebook(), written.text(), written.textPosition(), place.clauseId())
                .flatMap(names::shape);
        Optional<Shape> issued = names.shape(block.issued().place().id());
        if (of.isEmpty() || issued.isEmpty()) {
            return;
        }
        String bare = place.name().replace('-', '_');
        Map<String, Shape.Field> fields = new LinkedHashMap<>(of.get().fields());
        Map<String, Label> words = Map.of(
                bare + "_issued_on", new Label("出具日期", ": issued on"),
                bare + "_number", new Label("文号", ": number"));
        words.forEach((name, label) -> {
            if (fields.containsKey(name)) {
                names.taken(place, name);
            }
            names.declareWords(of.get().register(), name, place.label().plus(label), Map.of());
        });
        fields.put(
                bare + "_issued_on",
                new Shape.Field(
                        bare + "_issued_on", Type.DATE, latest(issued.get().table(), Sql.of("latest.issued_on"))));
        Sql number = Sql.of(
                        "replace(replace({pattern}, '{{year}}', extract(year from latest.issued_on)::text), '{{n}}', latest.sequence::text)")
                .value("pattern", block.number());
        fields.put(
                bare + "_number",
                new Shape.Field(bare + "_number", Type.TEXT, latest(issued.get().table(), number)));
        names.declare(new Shape(of.get().register(), of.get().name(), of.get().table(), fields));
        names.traits().declareTouch(issued.get().register(), of.get().register());
    }

    private static Source latest(String table, Sql value) {
        return new Source.Fragment(
                alias -> Sql.of("""
                (select {value}
                   from {issued} latest
                  where latest.community_id = {row}.community_id and latest.record_id = {row}.id
                    and latest.voided_at is null
                  order by latest.issued_on desc, latest.sequence desc
                  limit 1)""").part("value", value).name("issued", table).name("row", alias));
    }

    @Override
    public Compiled compile(DocumentBlock block, Scope scope) {
        Place place = block.place();
        Compiled.Builder compiled = Compiled.with();
        Optional<Shape> found = scope.shape(block.of().register());
        List<String> readers =
                found.map(of -> scope.names().readers(of.register())).orElse(List.of());
        Compiled register = registers.compile(block.issued(), scope, readers);
        register.tables().forEach(compiled::table);
        register.artefacts().forEach(compiled::artefact);
        register.answerers().forEach(compiled::answerer);
        Optional<Shape> issued = scope.names().shape(block.issued().place().id());
        List<String> by = scope.posts(block.by());
        if (found.isEmpty() || issued.isEmpty() || by.isEmpty()) {
            return compiled.build();
        }
        Shape of = found.get();
        Optional<Checked> where = block.of().condition().flatMap(c -> scope.check(c, scope.of(of), Type.BOOL));
        List<Document.Shown> shown = new ArrayList<>();
        block.shows().forEach(s -> shown(s, of, scope).ifPresent(shown::add));
        if (shown.size() < block.shows().size()
                || where.isEmpty() != block.of().condition().isEmpty()) {
            return compiled.build();
        }
        Document document = new Document(
                place,
                of,
                where,
                shown,
                block.template().map(YamlScalar::text),
                block.number(),
                block.signers(),
                by,
                issued.get().register(),
                issued.get().table(),
                scope.names());
        return compiled.artefact(document)
                .guard(inOrder(document))
                .guard(ready(document))
                .answerer(place.name(), answerer(document))
                .build();
    }

    private static Optional<Document.Shown> shown(DocumentBlock.Shown written, Shape of, Scope scope) {
        String name = written.name().text();
        YamlScalar text = written.value()
                .orElseGet(() -> new YamlScalar(
                        of.name() + "." + name, false, written.name().textPosition()));
        Optional<Checked> value = scope.check(text, scope.of(of), null);
        return value.map(v -> new Document.Shown(
                name, written.label().orElseGet(() -> scope.names().fieldLabel(of.register(), name)), v));
    }

    /** Numbers follow each other within the year, none twice and none left out; a void document keeps its number. */
    private static Guard inOrder(Document document) {
        return new Guard(
                document.id() + ".number",
                document.clause(),
                document.issued(),
                true,
                Optional.of(SEQUENCE),
                new Label("文号要接着上一份,不能跳号、重号", "Numbers follow each other: none is skipped and none is used twice"),
                Set.of(document.issued()),
                guarded -> Sql.of("""
                        select 1
                          from {issued} d
                         where d.community_id = {community} and d.id = {id}
                           and (exists (select 1 from {issued} o
                                         where o.community_id = d.community_id and o.id <> d.id
                                           and extract(year from o.issued_on) = extract(year from d.issued_on)
                                           and o.sequence = d.sequence)
                                or d.sequence > 1
                                   and not exists (select 1 from {issued} o
                                                    where o.community_id = d.community_id
                                                      and extract(year from o.issued_on) = extract(year from d.issued_on)
                                                      and o.sequence = d.sequence - 1))""")
                        .name("issued", document.table())
                        .value("community", guarded.community())
                        .value("id", guarded.record()));
    }

    private static Guard ready(Document document) {
        return new Guard(
                document.id() + ".where",
                document.clause(),
                document.issued(),
                true,
                Optional.of(RECORD),
                new Label(
                        "这条记录还不能出具文书;日期不晚于今天",
                        "This record is not ready for the document; it is dated no later than today"),
                Set.of(document.issued(), document.of().register()),
                guarded -> {
                    Sql own = Sql.of("s.community_id");
                    SqlWriter writer = new SqlWriter(Bindings.of(own, Sql.bind(guarded.today()))
                            .row(document.of().name(), "s")
                            .parameters(ParameterSql.inForce(
                                    document.names(), document.place().rulebook(), own, Sql.bind(guarded.today()))));
                    Sql broken = document.where().map(writer::negated).orElse(Sql.of("false"));
                    return Sql.of("""
                            select 1
                              from {issued} d
                              join {of} s on s.community_id = d.community_id and s.id = d.record_id{joins}
                             where d.community_id = {community} and d.id = {id} and d.voided_at is null
                               and (d.issued_on > {today} or d.revision = 1 and ({broken}))""")
                            .name("issued", document.table())
                            .name("of", document.of().table())
                            .part("joins", writer.joins())
                            .value("community", guarded.community())
                            .value("id", guarded.record())
                            .value("today", guarded.today())
                            .part("broken", broken);
                });
    }

    private static Answerer answerer(Document document) {
        return (asked, transaction) -> {
            var record = asked.of().orElseThrow(() -> new IllegalArgumentException("写明 of 哪条记录。 Say of which record."));
            return transaction
                    .optional(
                            Sql.of("""
                                    select extract(year from issued_on)::int as of_year, sequence
                                      from {issued}
                                     where community_id = {community} and record_id = {record} and voided_at is null
                                     order by issued_on desc, sequence desc limit 1""")
                                    .name("issued", document.table())
                                    .value("community", asked.community())
                                    .value("record", record),
                            row -> document.number((int) row.whole("of_year"), row.whole("sequence")))
                    .orElse("absent");
        };
    }

    @Override
    public Label inWords(DocumentBlock block, Scope scope) {
        Label name = block.place().label();
        return new Label(
                "文书「" + name.zh() + "」,文号 " + block.number() + ",逐份登记。",
                "Document “" + name.en() + "”, numbered " + block.number() + "; each one issued is on record.");
    }
}
