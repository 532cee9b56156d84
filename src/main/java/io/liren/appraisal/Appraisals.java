package io.liren.appraisal;

import io.liren.access.Viewer;
import io.liren.block.Asked;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.block.ParameterSql;
import io.liren.calendar.Period;
import io.liren.calendar.Today;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Node;
import io.liren.expression.Shape;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.register.Records;
import io.liren.sql.Row;
import io.liren.sql.RowReader;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads appraisals (考评) as a viewer may: the sheets, and what stands behind each point. */
public final class Appraisals {
    private final Records records;
    private final Edition edition;
    private final Today today;

    /** @param records opens the viewer's time and rights */
    public Appraisals(Records records, Edition edition, Today today) {
        this.records = records;
        this.edition = edition;
        this.today = today;
    }

    /**
     * A sheet (考评表).
     *
     * @param subject what is appraised
     * @param points by item; an item without any is missing: not yet scored, or nothing was due
     */
    public record Sheet(
            UUID id,
            UUID subject,
            Period period,
            BigDecimal total,
            BigDecimal full,
            long unscored,
            Optional<LocalDate> concludedOn,
            Map<String, BigDecimal> points) {}

    /**
     * What a list of sheets shows of each: nothing that has to be worked out.
     *
     * @param subject what is appraised
     */
    public record Heading(UUID id, UUID subject, Period period, Optional<LocalDate> concludedOn) {}

    /** What somebody scored. */
    public record Score(UUID id, String item, BigDecimal points, String basis, LocalDate on, String by) {}

    /** What stands behind the points of an item. */
    public sealed interface Behind {
        /** Records of a register that count. */
        record Facts(String register, List<UUID> ids) implements Behind {}

        /** Occurrences of a duty, those met in time and the others. */
        record Kept(Derivation duty, List<Due> due) implements Behind {}
    }

    /**
     * An occurrence that was due.
     *
     * @param subject the record it arose for; empty for the community's own
     * @param counts whether it was due by now, or met; one that is waived or still open is left out
     * @param evidence the records that met it
     */
    public record Due(
            Optional<UUID> subject,
            String period,
            LocalDate dueOn,
            Optional<LocalDate> metOn,
            boolean counts,
            List<UUID> evidence) {
        /** Whether it was met in time. */
        public boolean inTime() {
            return metOn.filter(on -> !on.isAfter(dueOn)).isPresent();
        }
    }

    /** All appraisals whose sheets the viewer may read, in order. */
    public List<Appraisal> all(Viewer viewer) {
        return edition.all(Appraisal.class).stream()
                .filter(a -> opens(viewer, a.sheet().register()))
                .toList();
    }

    /** One by id, if the viewer may read it. */
    public Optional<Appraisal> find(Viewer viewer, String id) {
        return all(viewer).stream().filter(a -> a.id().equals(id)).findFirst();
    }

    private boolean opens(Viewer viewer, String register) {
        return records.registers().find(register).filter(m -> m.opensTo(viewer)).isPresent();
    }

    private LocalDate day(Viewer viewer) {
        return viewer.asOf().orElse(today.today());
    }

    private static SqlWriter writer(Appraisal appraisal, LocalDate day) {
        Sql community = Sql.of("t.community_id");
        Sql on = Sql.of("{day}::date").value("day", day);
        return new SqlWriter(Bindings.of(community, on)
                .row(appraisal.sheet().name(), "t")
                .parameters(ParameterSql.inForce(
                        appraisal.names(), appraisal.place().rulebook(), community, on)));
    }

    private static Checked field(Shape shape, String name) {
        return new Checked(
                name,
                new Node.Field(
                        new Node.Var(shape.name(), shape.type()),
                        shape,
                        shape.field(name).orElseThrow()));
    }

    /** The headings of the sheets, the latest period first; within one by what is appraised, never by points. */
    public List<Heading> headings(Viewer viewer, Appraisal appraisal, int most) {
        return records.asSeenBy(
                viewer,
                t -> t.rows(
                        selected(
                                appraisal,
                                day(viewer),
                                List.of(
                                        appraisal.subject(),
                                        AppraisalReader.YEAR,
                                        AppraisalReader.PART,
                                        AppraisalReader.CONCLUDED),
                                viewer.community(),
                                Sql.of("true"),
                                most),
                        row -> new Heading(
                                row.uuid("id"),
                                row.uuid("c_" + appraisal.subject()),
                                Appraisal.period((int) row.whole("c_year"), row.text("c_part")),
                                Optional.ofNullable(row.dateOrNull("c_concluded_on")))));
    }

    /** One sheet. */
    public Optional<Sheet> sheet(Viewer viewer, Appraisal appraisal, UUID id) {
        List<String> names = new ArrayList<>(List.of(
                appraisal.subject(),
                AppraisalReader.YEAR,
                AppraisalReader.PART,
                AppraisalReader.CONCLUDED,
                "total",
                "full",
                "unscored"));
        appraisal.items().forEach(item -> names.add(item.points()));
        return records.asSeenBy(
                viewer,
                t -> t.optional(
                        selected(
                                appraisal,
                                day(viewer),
                                names,
                                viewer.community(),
                                Sql.of("t.id = {id}").value("id", id),
                                1),
                        row -> read(row, appraisal)));
    }

    private static Sql selected(
            Appraisal appraisal, LocalDate day, List<String> names, UUID community, Sql which, int most) {
        SqlWriter writer = writer(appraisal, day);
        Shape sheet = appraisal.sheet();
        List<Sql> columns = names.stream()
                .map(name -> Sql.of("{value} as {name}")
                        .part("value", writer.value(field(sheet, name)))
                        .name("name", "c_" + name))
                .toList();
        return Sql.of("""
                select t.id, {columns}
                  from {sheets} t{joins}
                 where t.community_id = {community} and t.voided_at is null and {which}
                 order by c_year desc, c_part desc, {subject}
                 limit {most}""")
                .part("columns", Sql.join(", ", columns))
                .name("sheets", sheet.table())
                .part("joins", writer.joins())
                .value("community", community)
                .part("which", which)
                .name("subject", "c_" + appraisal.subject())
                .value("most", most);
    }

    private static Sheet read(Row row, Appraisal appraisal) {
        Map<String, BigDecimal> points = new LinkedHashMap<>();
        for (Appraisal.Item item : appraisal.items()) {
            BigDecimal found = row.decimalOrNull("c_" + item.points());
            if (found != null) {
                points.put(item.name(), found);
            }
        }
        return new Sheet(
                row.uuid("id"),
                row.uuid("c_" + appraisal.subject()),
                Appraisal.period((int) row.whole("c_year"), row.text("c_part")),
                row.decimal("c_total"),
                row.decimal("c_full"),
                row.decimal("c_unscored").longValue(),
                Optional.ofNullable(row.dateOrNull("c_concluded_on")),
                points);
    }

    static Optional<BigDecimal> figure(
            Transaction transaction, Appraisal appraisal, Asked asked, Period period, String field) {
        SqlWriter writer = writer(appraisal, asked.today());
        Shape sheet = appraisal.sheet();
        Sql value = writer.value(field(sheet, field));
        Sql subject = writer.value(field(sheet, appraisal.subject()));
        List<Optional<BigDecimal>> found = transaction.rows(
                Sql.of("""
                        select {value} as figure from {sheets} t{joins}
                         where t.community_id = {community} and t.voided_at is null and t.year = {year} and t.part = {part}
                           and {subject} = coalesce({of}::uuid, {subject})""")
                        .part("value", value)
                        .name("sheets", sheet.table())
                        .part("joins", writer.joins())
                        .value("community", asked.community())
                        .value("year", period.start().getYear())
                        .value("part", Appraisal.part(period))
                        .part("subject", subject)
                        .value("of", asked.of().map(UUID::toString).orElse(null)),
                row -> Optional.ofNullable(row.decimalOrNull("figure")));
        return found.stream().findFirst().flatMap(f -> f);
    }

    /** What people scored on a sheet, by item. */
    public List<Score> scores(Viewer viewer, Appraisal appraisal, UUID sheet) {
        if (appraisal.scores().filter(s -> opens(viewer, s.register())).isEmpty()) {
            return List.of();
        }
        return records.asSeenBy(
                viewer,
                transaction -> transaction.rows(
                        Sql.of("""
                                select s.id, s.item, s.points, s.basis, s."on" as scored_on, coalesce(u.name, '') as by
                                  from {scores} s
                                  left join app_user u on u.id = s.entered_by
                                 where s.community_id = {community} and s.voided_at is null and s.sheet_id = {sheet}
                                 order by s.item""")
                                .name("scores", appraisal.scores().orElseThrow().table())
                                .value("community", viewer.community())
                                .value("sheet", sheet),
                        row -> new Score(
                                row.uuid("id"),
                                row.text("item"),
                                row.decimal("points"),
                                row.text("basis"),
                                row.date("scored_on"),
                                row.text("by"))));
    }

    /** The share of full marks that the facts give an item; missing where nothing was due. */
    public Optional<BigDecimal> share(Viewer viewer, Appraisal appraisal, UUID sheet, Appraisal.Item item) {
        return item.share()
                .flatMap(share -> records.asSeenBy(viewer, transaction -> {
                    SqlWriter writer = writer(appraisal, day(viewer));
                    Sql value = writer.value(share);
                    return transaction.one(
                            Sql.of(
                                            "select {value} as share from {sheets} t{joins} where t.community_id = {community} and t.id = {id}")
                                    .part("value", value)
                                    .name("sheets", appraisal.sheet().table())
                                    .part("joins", writer.joins())
                                    .value("community", viewer.community())
                                    .value("id", sheet),
                            row -> Optional.ofNullable(row.decimalOrNull("share")));
                }));
    }

    /** What stands behind the points that the facts give an item, as far as the viewer may read it. */
    public List<Behind> behind(Viewer viewer, Appraisal appraisal, UUID sheet, Appraisal.Item item, int most) {
        List<Behind> behind = new ArrayList<>();
        for (Checked list : item.share().map(Checked::lists).orElse(List.of())) {
            if (list.type() instanceof Type.ListOf(Type.Rec(String of))) {
                Optional<Derivation> duty = edition.derivation(of);
                if (duty.isPresent()) {
                    behind.add(new Behind.Kept(duty.get(), due(viewer, appraisal, sheet, list, most)));
                } else if (opens(viewer, of)) {
                    behind.add(new Behind.Facts(
                            of,
                            rows(
                                    viewer,
                                    appraisal,
                                    sheet,
                                    list,
                                    Sql.of("{row}.id as \"at\", {row}.id"),
                                    most,
                                    row -> row.uuid("id"))));
                }
            }
        }
        return behind;
    }

    private List<Due> due(Viewer viewer, Appraisal appraisal, UUID sheet, Checked list, int most) {
        LocalDate day = day(viewer);
        return rows(
                viewer,
                appraisal,
                sheet,
                list,
                Sql.of("{row}.due_on as \"at\", {row}.subject_id, {row}.period_key, {row}.due_on, {row}.met_on, "
                        + "coalesce({row}.evidence, '{{}}'::uuid[]) as evidence"),
                most,
                row -> {
                    LocalDate dueOn = row.date("due_on");
                    Optional<LocalDate> metOn = Optional.ofNullable(row.dateOrNull("met_on"));
                    UUID subject = row.uuid("subject_id");
                    return new Due(
                            subject.equals(new UUID(0, 0)) ? Optional.empty() : Optional.of(subject),
                            row.text("period_key"),
                            dueOn,
                            metOn,
                            dueOn.isBefore(day) || metOn.isPresent(),
                            row.uuids("evidence"));
                });
    }

    private <T> List<T> rows(
            Viewer viewer, Appraisal appraisal, UUID sheet, Checked list, Sql columns, int most, RowReader<T> reader) {
        return records.asSeenBy(viewer, transaction -> {
            SqlWriter writer = writer(appraisal, day(viewer));
            Sql rows = writer.rows(list, alias -> columns.name("row", alias));
            return transaction.rows(
                    Sql.of("""
                            select r.* from {sheets} t{joins} cross join lateral ({rows}) r
                             where t.community_id = {community} and t.id = {id} order by r."at" limit {most}""")
                            .name("sheets", appraisal.sheet().table())
                            .part("joins", writer.joins())
                            .part("rows", rows)
                            .value("community", viewer.community())
                            .value("id", sheet)
                            .value("most", most),
                    reader);
        });
    }
}
