package io.liren.plan;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.block.ParameterSql;
import io.liren.calendar.Today;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Node;
import io.liren.expression.Shape;
import io.liren.expression.SqlWriter;
import io.liren.register.Records;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads plans (计划) as a viewer may: how far each target has come, the records that count, what was not planned. */
public final class Plans {
    private final Records records;
    private final Edition edition;
    private final Today today;

    /** @param records opens the viewer's time and rights */
    public Plans(Records records, Edition edition, Today today) {
        this.records = records;
        this.edition = edition;
        this.today = today;
    }

    /** A plan of a year. */
    public record Sheet(UUID id, int year, long targets, long reached) {}

    /** How far a target has come. */
    public record Progress(UUID id, String counts, BigDecimal target, BigDecimal done, boolean reached) {
        /** In percent, not above 100 in a bar. */
        public int percent() {
            return target.signum() == 0
                    ? 100
                    : done.multiply(BigDecimal.valueOf(100))
                            .divide(target, 0, RoundingMode.HALF_UP)
                            .intValue();
        }
    }

    /** Something that nobody planned, and the reason given; none yet where it was entered before the plan. */
    public record Unplanned(UUID id, Optional<String> why) {}

    /** All plans the viewer may read, in order. */
    public List<Plan> all(Viewer viewer) {
        return edition.all(Plan.class).stream()
                .filter(p -> p.registers().stream().allMatch(r -> opens(viewer, r)))
                .toList();
    }

    /** One by id, if the viewer may read it. */
    public Optional<Plan> find(Viewer viewer, String id) {
        return all(viewer).stream().filter(p -> p.id().equals(id)).findFirst();
    }

    /** Whether the viewer may read a register. */
    public boolean opens(Viewer viewer, String register) {
        return records.registers().find(register).filter(m -> m.opensTo(viewer)).isPresent();
    }

    private LocalDate day(Viewer viewer) {
        return viewer.asOf().orElse(today.today());
    }

    private static SqlWriter writer(Plan plan, String variable, String alias, LocalDate day) {
        Sql community = Sql.of("{row}.community_id").name("row", alias);
        return new SqlWriter(Bindings.of(community, Sql.of("{day}::date").value("day", day))
                .row(variable, alias)
                .parameters(ParameterSql.inForce(
                        plan.names(),
                        plan.place().rulebook(),
                        community,
                        Sql.of("{day}::date").value("day", day))));
    }

    private static Checked field(Shape shape, String name) {
        return new Checked(
                name,
                new Node.Field(
                        new Node.Var(shape.name(), shape.type()),
                        shape,
                        shape.field(name).orElseThrow()));
    }

    /** The plans of this kind, the latest year first. */
    public List<Sheet> sheets(Viewer viewer, Plan plan) {
        return records.asSeenBy(viewer, transaction -> {
            SqlWriter writer = writer(plan, plan.of().name(), "p", day(viewer));
            Sql year = writer.value(field(plan.of(), plan.year()));
            Sql where = plan.where().map(writer::condition).orElse(Sql.of("true"));
            SqlWriter targets = writer(plan, plan.targets().name(), "t", day(viewer));
            Sql reached = targets.condition(field(plan.targets(), "reached"));
            Sql own = targets.value(field(plan.targets(), plan.plan()));
            return transaction.rows(
                    Sql.of("""
                            select p.id, {year} as year, n.targets, n.reached
                              from {plans} p{joins}
                             cross join lateral (
                                   select count(*) as targets, count(*) filter (where {reached}) as reached
                                     from {targets} t{more}
                                    where t.community_id = p.community_id and t.voided_at is null and {own} = p.id) n
                             where p.community_id = {community} and p.voided_at is null and ({where})
                             order by {year} desc, p.id""")
                            .part("year", year)
                            .name("plans", plan.of().table())
                            .part("joins", writer.joins())
                            .part("reached", reached)
                            .name("targets", plan.targets().table())
                            .part("more", targets.joins())
                            .part("own", own)
                            .value("community", viewer.community())
                            .part("where", where),
                    row -> new Sheet(
                            row.uuid("id"), (int) row.whole("year"), row.whole("targets"), row.whole("reached")));
        });
    }

    /** How far the targets of a plan have come, in the order they were entered. */
    public List<Progress> progress(Viewer viewer, Plan plan, UUID id) {
        return records.asSeenBy(viewer, t -> progress(t, plan, viewer.community(), day(viewer), id));
    }

    static List<Progress> progress(Transaction transaction, Plan plan, UUID community, LocalDate day, UUID id) {
        Shape shape = plan.targets();
        SqlWriter writer = writer(plan, shape.name(), "t", day);
        Sql counts = writer.value(field(shape, plan.counts()));
        Sql target = writer.value(field(shape, plan.target()));
        Sql done = writer.value(field(shape, "done"));
        Sql own = writer.value(field(shape, plan.plan()));
        return transaction.rows(
                Sql.of("""
                        select r.* from (
                          select t.id, t.entered_at, {counts} as counts, coalesce({target}, 0) as target,
                                 coalesce({done}, 0) as done
                            from {targets} t{joins}
                           where t.community_id = {community} and t.voided_at is null and {own} = {id}) r
                         order by r.entered_at, r.id""")
                        .part("counts", counts)
                        .part("target", target)
                        .part("done", done)
                        .name("targets", shape.table())
                        .part("joins", writer.joins())
                        .value("community", community)
                        .part("own", own)
                        .value("id", id),
                row -> new Progress(
                        row.uuid("id"),
                        row.text("counts"),
                        row.decimal("target"),
                        row.decimal("done"),
                        row.decimal("done").compareTo(row.decimal("target")) >= 0));
    }

    /** The records that count for a target, as far as the viewer may read their register. */
    public List<UUID> records(Viewer viewer, Plan plan, UUID target, Plan.Fact fact, int most) {
        if (fact.records().isEmpty()
                || fact.register().filter(r -> opens(viewer, r)).isEmpty()) {
            return List.of();
        }
        return records.asSeenBy(viewer, transaction -> {
            SqlWriter writer = writer(plan, plan.targets().name(), "t", day(viewer));
            Sql rows = writer.rows(
                    fact.records().get(), alias -> Sql.of("{row}.id").name("row", alias));
            return transaction.rows(
                    Sql.of("""
                            select r.id from {targets} t{joins} cross join lateral ({rows}) r
                             where t.community_id = {community} and t.id = {target} order by r.id limit {most}""")
                            .name("targets", plan.targets().table())
                            .part("joins", writer.joins())
                            .part("rows", rows)
                            .value("community", viewer.community())
                            .value("target", target)
                            .value("most", most),
                    row -> row.uuid("id"));
        });
    }

    /** What was done in a plan's year and counts for none of its targets. */
    public List<Unplanned> outside(Viewer viewer, Plan plan, UUID id) {
        return plan.outside().filter(o -> opens(viewer, o.register())).isEmpty()
                ? List.of()
                : records.asSeenBy(viewer, t -> outside(t, plan, viewer.community(), day(viewer), id));
    }

    static List<Unplanned> outside(Transaction transaction, Plan plan, UUID community, LocalDate day, UUID id) {
        if (plan.outside().isEmpty()) {
            return List.of();
        }
        Plan.Outside outside = plan.outside().get();
        SqlWriter writer = writer(plan, plan.of().name(), "p", day);
        Sql rows = writer.rows(
                outside.records(),
                alias -> Sql.of("{row}.id, {row}.{why} as why")
                        .name("row", alias)
                        .name("why", outside.why()));
        return transaction.rows(
                Sql.of("""
                        select r.id, r.why from {plans} p{joins} cross join lateral ({rows}) r
                         where p.community_id = {community} and p.id = {id} order by r.id""")
                        .name("plans", plan.of().table())
                        .part("joins", writer.joins())
                        .part("rows", rows)
                        .value("community", community)
                        .value("id", id),
                row -> new Unplanned(row.uuid("id"), Optional.ofNullable(row.textOrNull("why"))));
    }

    /** The fields of a summary that follow from the plan, typed as people type them. */
    public Map<String, String> filled(Viewer viewer, Plan plan, UUID id, int year) {
        Map<String, String> filled = new LinkedHashMap<>();
        if (plan.summary().isEmpty()) {
            return filled;
        }
        Plan.Summary summary = plan.summary().get();
        summary.from().ifPresent(f -> filled.put(f, LocalDate.of(year, 1, 1).toString()));
        summary.until().ifPresent(f -> filled.put(f, LocalDate.of(year, 12, 31).toString()));
        summary.fill().forEach((field, value) -> {
            Object found = records.asSeenBy(viewer, transaction -> {
                SqlWriter writer = writer(plan, plan.of().name(), "p", day(viewer));
                Sql sql = writer.value(value);
                return transaction
                        .one(
                                Sql.of(
                                                "select {value} as value from {plans} p{joins} where p.community_id = {community} and p.id = {id}")
                                        .part("value", sql)
                                        .name("plans", plan.of().table())
                                        .part("joins", writer.joins())
                                        .value("community", viewer.community())
                                        .value("id", id),
                                row -> Optional.<@Nullable Object>ofNullable(row.value("value")))
                        .orElse(null);
            });
            if (found != null) {
                filled.put(field, found.toString());
            }
        });
        return filled;
    }
}
