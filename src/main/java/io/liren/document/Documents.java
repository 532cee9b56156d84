package io.liren.document;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.block.ParameterSql;
import io.liren.calendar.Today;
import io.liren.expression.Bindings;
import io.liren.expression.Node;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.paper.BadTemplate;
import io.liren.paper.Docx;
import io.liren.paper.Pdf;
import io.liren.register.Attachments;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.FieldModel;
import io.liren.register.FieldWords;
import io.liren.register.Masked;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.register.Revealed;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Issues documents (文书): numbered without a gap, as Word and PDF, each one on record with its files. */
public final class Documents {
    private static final String WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private final Database database;
    private final Edition edition;
    private final Facts facts;
    private final Records records;
    private final Attachments attachments;
    private final Today today;
    private final Path templates;

    /** @param templates the folder of the offices' own templates */
    public Documents(
            Database database,
            Edition edition,
            Facts facts,
            Records records,
            Attachments attachments,
            Today today,
            Path templates) {
        this.database = database;
        this.edition = edition;
        this.facts = facts;
        this.records = records;
        this.attachments = attachments;
        this.today = today;
        this.templates = templates;
    }

    /** The documents that can be made of a register's records. */
    public List<Document> of(String register) {
        return edition.all(Document.class).stream()
                .filter(d -> d.of().register().equals(register))
                .toList();
    }

    /** One by id. */
    public Optional<Document> find(String id) {
        return edition.find(Document.class, id);
    }

    /** One that was issued. */
    public record Issued(UUID id, LocalDate on, String number) {}

    /** Those issued of a record, the latest first. */
    public List<Issued> issued(Viewer viewer, Document document, UUID record) {
        return records.asSeenBy(
                viewer,
                transaction -> transaction.rows(
                        Sql.of("""
                                select id, issued_on, sequence from {issued}
                                 where community_id = {community} and record_id = {record} and voided_at is null
                                 order by issued_on desc, sequence desc""")
                                .name("issued", document.table())
                                .value("community", viewer.community())
                                .value("record", record),
                        row -> new Issued(
                                row.uuid("id"),
                                row.date("issued_on"),
                                document.number(row.date("issued_on").getYear(), row.whole("sequence")))));
    }

    /** What would be printed of a record today; empty if there is no such record. */
    public Optional<List<Docx.Line>> lines(Viewer viewer, Document document, UUID record, Language language) {
        return database.inTransaction(
                Scope.of(viewer.community()),
                transaction -> values(transaction, viewer, document, record, language, false)
                        .map(values -> lines(document, values, language)));
    }

    private static List<Docx.Line> lines(Document document, Map<String, String> values, Language language) {
        return document.shown().stream()
                .map(s -> new Docx.Line(s.label().in(language), values.getOrDefault(s.name(), "")))
                .toList();
    }

    private Optional<Map<String, String>> values(
            Transaction transaction,
            Viewer viewer,
            Document document,
            UUID record,
            Language language,
            boolean issuing) {
        Sql own = Sql.of("s.community_id");
        SqlWriter writer = new SqlWriter(Bindings.of(own, Sql.bind(today.today()))
                .row(document.of().name(), "s")
                .parameters(ParameterSql.inForce(
                        document.names(), document.place().rulebook(), own, Sql.bind(today.today()))));
        List<Sql> columns = new ArrayList<>();
        for (int i = 0; i < document.shown().size(); i++) {
            columns.add(Sql.of("{value} as {name}")
                    .part("value", writer.value(document.shown().get(i).value()))
                    .name("name", "v_" + i));
        }
        return transaction.optional(
                Sql.of("""
                        select {columns} from {of} s{joins}
                         where s.community_id = {community} and s.id = {record} and s.voided_at is null""")
                        .part("columns", Sql.join(", ", columns))
                        .name("of", document.of().table())
                        .part("joins", writer.joins())
                        .value("community", viewer.community())
                        .value("record", record),
                row -> {
                    Map<String, String> values = new LinkedHashMap<>();
                    for (int i = 0; i < document.shown().size(); i++) {
                        Document.Shown shown = document.shown().get(i);
                        Object value = row.value("v_" + i);
                        values.put(
                                shown.name(),
                                FieldWords.of(
                                        records.registers().typeOf(shown.value()),
                                        value == null ? null : seen(viewer, document, record, shown, value, issuing),
                                        language,
                                        titles(viewer, shown.value().type(), value)));
                    }
                    return values;
                });
    }

    /**
     * A sensitive value is printed only where the one who issues the document may see it, and that is a look on record;
     * before, and for anybody else, it is masked.
     */
    private Object seen(
            Viewer viewer, Document document, UUID record, Document.Shown shown, Object value, boolean issuing) {
        if (!(shown.value().root() instanceof Node.Field field)
                || !document.names()
                        .traits()
                        .isSensitive(field.shape().register(), field.field().name())) {
            return value;
        }
        RegisterModel model = records.registers().model(field.shape().register());
        FieldModel sensitive = model.field(field.field().name()).orElseThrow();
        boolean own = field.record() instanceof Node.Var
                && model.id().equals(document.of().register());
        return issuing
                        && own
                        && records.reveal(
                                        viewer,
                                        model.id(),
                                        record,
                                        sensitive.name(),
                                        document.label().in(viewer.language()))
                                instanceof Revealed.Shown
                ? value
                : Masked.of(sensitive, value);
    }

    private Map<UUID, String> titles(Viewer viewer, Type type, @Nullable Object value) {
        String register = switch (type) {
            case Type.Rec(String id) -> id;
            case Type.ListOf(Type.Rec(String id)) -> id;
            case Type other -> "";
        };
        List<UUID> ids = new ArrayList<>();
        if (value instanceof UUID id) {
            ids.add(id);
        } else if (value instanceof List<?> many) {
            many.forEach(item -> ids.add((UUID) item));
        }
        return register.isEmpty() || ids.isEmpty() ? Map.of() : records.titles(viewer, register, ids);
    }

    /** Issues a document of a record today. The community's row is locked, so that numbers follow each other. */
    public Outcome issue(Viewer viewer, Document document, UUID record) {
        try {
            return database.inTransaction(
                    Scope.of(viewer.community()), transaction -> issue(transaction, viewer, document, record));
        } catch (BadTemplate e) {
            return refused("template", Label.same(String.valueOf(e.getMessage())));
        }
    }

    private static Outcome refused(String code, Label says) {
        return new Outcome.Refused(List.of(new Problem(Optional.empty(), says, true, code)));
    }

    private Outcome issue(Transaction transaction, Viewer viewer, Document document, UUID record) {
        LocalDate day = today.today();
        transaction.one(
                Sql.of("select id from community where id = {id} for update").value("id", viewer.community()),
                row -> row.uuid("id"));
        Optional<Map<String, String>> values = values(transaction, viewer, document, record, Language.ZH, true);
        if (values.isEmpty()) {
            return refused("gone", new Label("没有这条记录", "There is no such record"));
        }
        long place = transaction.one(
                Sql.of("""
                        select coalesce(max(sequence), 0) + 1 as place from {issued}
                         where community_id = {community} and extract(year from issued_on) = {year}""")
                        .name("issued", document.table())
                        .value("community", viewer.community())
                        .value("year", day.getYear()),
                row -> row.whole("place"));
        String number = document.number(day.getYear(), place);
        String issuer = transaction.one(
                Sql.of("select name_zh from area where id = {id}").value("id", viewer.community()),
                row -> row.text("name_zh"));
        byte[] word = word(document, values.get(), number, issuer, Formats.date(day, Language.ZH));
        byte[] pdf = Pdf.of(Docx.html(word));
        String name = document.label().zh() + " " + number;
        Map<String, Object> given = new LinkedHashMap<>();
        given.put(DocumentKind.RECORD, record);
        given.put(DocumentKind.ISSUED, day);
        given.put(DocumentKind.SEQUENCE, place);
        given.put(DocumentKind.WORD, attachments.keep(viewer, new Attachments.Kept(name + ".docx", WORD_TYPE, word)));
        given.put(
                DocumentKind.PDF,
                attachments.keep(viewer, new Attachments.Kept(name + ".pdf", "application/pdf", pdf)));
        given.put(DocumentKind.DIGEST, digest(pdf));
        return facts.enter(viewer, document.issued(), given, EntryOptions.none());
    }

    private byte[] word(Document document, Map<String, String> values, String number, String issuer, String date) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.put("number", number);
        all.put("issuer", issuer);
        all.put("date", date);
        Optional<Path> template = document.template().map(templates::resolve).filter(Files::isRegularFile);
        if (template.isPresent()) {
            try {
                return Docx.filled(Files.readAllBytes(template.get()), all);
            } catch (IOException e) {
                throw new BadTemplate(
                        "模板读不出来。 The template can't be read: " + template.get().getFileName());
            }
        }
        return Docx.plain(
                document.label().zh(),
                number,
                lines(document, values, Language.ZH),
                document.signers().stream().map(Label::zh).toList(),
                issuer,
                date);
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
