package io.liren.notice;

import io.liren.block.Artefact;
import io.liren.block.Names;
import io.liren.block.ParameterSql;
import io.liren.block.Place;
import io.liren.calendar.DayUnit;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A notice (公示) as it runs.
 *
 * @param of whose records are published
 * @param where which of them may be
 * @param intro what stands above the facts; may be empty
 * @param shown the facts that the public sees
 * @param by the posts that publish, take down and answer, full ids
 * @param leaks what may not stand in it
 */
public record Notice(
        Place place,
        Shape of,
        Optional<Checked> where,
        Label intro,
        List<Shown> shown,
        List<String> by,
        Form form,
        Leaks leaks,
        Names names)
        implements Artefact {
    /** A fact. {@code named}: a person's name, of which only the family name is shown. */
    public record Shown(String name, Label label, Checked value, boolean named) {}

    /** How long it is shown. */
    public sealed interface Form {
        /**
         * A record's own notice, for a number of days.
         *
         * @param where the place where it hangs
         * @param register the register of publications, full id
         * @param table its table
         */
        record Dated(
                Checked count,
                DayUnit unit,
                Label where,
                String register,
                String table,
                Optional<Objections> objections)
                implements Form {}

        /** A list that stands as long as the facts do, under the parameters it rests on, full ids. */
        record Standing(List<Order> order, List<Names.Parameter> parameters) implements Form {}
    }

    /** The register of what is said against it. */
    public record Objections(String register, String table) {}

    /** By which fact a standing list is ordered, and whether the greatest comes first. */
    public record Order(String name, boolean descending) {}

    /** Its form, if it runs for a number of days. */
    public Optional<Form.Dated> dated() {
        return form instanceof Form.Dated dated ? Optional.of(dated) : Optional.empty();
    }

    /** Whether it stands as long as the facts do. */
    public boolean stands() {
        return form instanceof Form.Standing;
    }

    /** The parameters that a standing list rests on, full ids. */
    public List<String> parameters() {
        return form instanceof Form.Standing standing
                ? standing.parameters().stream().map(Names.Parameter::id).toList()
                : List.of();
    }

    /** The records that may be published, with their facts as {@code v_0}, {@code v_1} …, and {@code record_id}. */
    Sql rows(UUID community, LocalDate day) {
        return rows(community, day, where);
    }

    /** The same of all records of the register, whether they may be published or not. */
    Sql anyRows(UUID community, LocalDate day) {
        return rows(community, day, Optional.empty());
    }

    private Sql rows(UUID community, LocalDate day, Optional<Checked> which) {
        Sql own = Sql.of("s.community_id");
        SqlWriter writer = new SqlWriter(Bindings.of(own, Sql.bind(day))
                .row(of.name(), "s")
                .parameters(ParameterSql.inForce(names, place.rulebook(), own, Sql.bind(day))));
        List<Sql> columns = new ArrayList<>();
        columns.add(Sql.of("s.id as record_id"));
        for (int i = 0; i < shown.size(); i++) {
            columns.add(Sql.of("{value} as {name}")
                    .part("value", writer.value(shown.get(i).value()))
                    .name("name", column(i)));
        }
        Sql condition = which.map(writer::condition).orElse(Sql.of("true"));
        return Sql.of("""
                select {columns}
                  from {table} s{joins}
                 where s.community_id = {community} and s.voided_at is null and ({where})""")
                .part("columns", Sql.join(", ", columns))
                .name("table", of.table())
                .part("joins", writer.joins())
                .value("community", community)
                .part("where", condition);
    }

    static String column(int place) {
        return "v_" + place;
    }

    /**
     * The last day of a publication: so many days from the day of publication, which is not counted; if the last is a day
     * of rest, the next working day (民法典 arts. 201, 203). The number is the one in force on the day of publication.
     */
    static Sql until(Form.Dated dated, Names names, String rulebook, Sql community, Sql published) {
        SqlWriter writer = new SqlWriter(Bindings.of(community, published)
                .parameters(ParameterSql.inForce(names, rulebook, community, published)));
        Sql count = writer.value(dated.count());
        Sql last = switch (dated.unit()) {
            case MINUTES, HOURS -> throw new IllegalArgumentException("a notice runs for days");
            case DAYS -> Sql.of("({published} + ({count})::int)");
            case MONTHS -> Sql.of("({published} + make_interval(months => ({count})::int))::date");
            case WORKDAYS -> Sql.of("""
                        (select to_day.day
                           from calendar_day from_day
                           join calendar_day to_day on to_day.working and to_day.ordinal = from_day.ordinal + ({count})::int
                          where from_day.day = {published})""");
        };
        return Sql.of("""
                (select rolled.day from calendar_day rolled
                  where rolled.working and rolled.day >= {last} order by rolled.day limit 1)""").part("last", last.part("published", published).part("count", count));
    }
}
