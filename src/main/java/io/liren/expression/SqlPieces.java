package io.liren.expression;

import io.liren.calendar.Today;
import io.liren.expression.Node.Arithmetic;
import io.liren.expression.Node.DateEdge;
import io.liren.expression.Node.DateGap;
import io.liren.expression.Node.DatePart;
import io.liren.expression.Node.DateStep;
import io.liren.expression.Node.MomentStep;
import io.liren.expression.Node.TextTest;
import io.liren.sql.Sql;
import java.math.BigDecimal;

/** The SQL of single operations over operands that are already SQL. */
final class SqlPieces {
    private SqlPieces() {}

    static Sql column(String alias, String column) {
        return Sql.of("{alias}.{column}").name("alias", alias).name("column", column);
    }

    static Sql literal(Object value) {
        return switch (value) {
            // Figures and truth values come from the checked tree, so their text is safe, and easier to read than a
            // bind.
            case BigDecimal number -> Sql.trusted(number.toPlainString());
            case Boolean yes -> yes ? Sql.of("true") : Sql.of("false");
            case Object other -> Sql.bind(other);
        };
    }

    static Sql missing(Type type) {
        return Sql.of("null::{type}").part("type", typeName(type));
    }

    static Sql typeName(Type type) {
        return switch (type) {
            case Type.Bool() -> Sql.of("boolean");
            case Type.Whole() -> Sql.of("numeric");
            case Type.Decimal() -> Sql.of("numeric");
            case Type.Text() -> Sql.of("text");
            case Type.Choice(var options) -> Sql.of("text");
            case Type.Date() -> Sql.of("date");
            case Type.Time() -> Sql.of("time");
            case Type.Moment() -> Sql.of("timestamptz");
            case Type.Rec(String register) -> Sql.of("uuid");
            case Type.Bands() -> Sql.of("jsonb");
            case Type.ListOf(Type.Rec element) -> Sql.of("uuid[]");
            case Type.ListOf(Type element) -> Sql.of("text[]");
        };
    }

    /** Both sides are numeric, so that nothing overflows. Dividing by what may be zero gives null. */
    static Sql arithmetic(Arithmetic.Operator operator, boolean notZero, Sql left, Sql right) {
        Sql text = switch (operator) {
            case ADD -> Sql.of("{left} + {right}");
            case SUBTRACT -> Sql.of("{left} - {right}");
            case MULTIPLY -> Sql.of("{left} * {right}");
            // The scale of 20 makes PostgreSQL carry enough digits before the result is rounded half up to 10.
            case DIVIDE ->
                notZero
                        ? Sql.of("round(round({left}, 20) / {right}, 10)")
                        : Sql.of("round(round({left}, 20) / nullif({right}, 0), 10)");
            case REMAINDER -> notZero ? Sql.of("{left} % {right}") : Sql.of("{left} % nullif({right}, 0)");
        };
        return text.part("left", left).part("right", right);
    }

    static Sql dateStep(DateStep.Step step, Sql date, Sql count) {
        Sql text = switch (step) {
            case DAYS -> Sql.of("({date} + {count}::int)");
            case MONTHS -> Sql.of("({date} + make_interval(months => {count}::int))::date");
            case YEARS -> Sql.of("({date} + make_interval(years => {count}::int))::date");
            case WORKDAYS -> throw new IllegalArgumentException("working days need the calendar");
        };
        return text.part("date", date).part("count", count);
    }

    /** By the table of days: so many working days on; back from a day of rest, the last one before it is the first met. */
    static Sql workdays(Sql date, Sql count, String from, String to, boolean backwards) {
        Sql text = backwards
                ? Sql.of("(select {to}.day from calendar_day {from} join calendar_day {to} on {to}.working"
                        + " and {to}.ordinal = {from}.ordinal + {count}::int"
                        + " + case when {count} < 0 and not {from}.working then 1 else 0 end"
                        + " where {from}.day = {date})")
                : Sql.of("(select {to}.day from calendar_day {from} join calendar_day {to} on {to}.working"
                        + " and {to}.ordinal = {from}.ordinal + {count}::int where {from}.day = {date})");
        return text.name("from", from).name("to", to).part("count", count).part("date", date);
    }

    static Sql dateGap(DateGap.Step unit, Sql from, Sql to) {
        Sql text = switch (unit) {
            case DAYS -> Sql.of("({to} - {from})");
            // As timestamps: over timestamptz the session's time zone would have a say.
            case MONTHS ->
                Sql.of("(extract(year from age({to}::timestamp, {from}::timestamp)) * 12"
                        + " + extract(month from age({to}::timestamp, {from}::timestamp)))");
            case YEARS -> Sql.of("extract(year from age({to}::timestamp, {from}::timestamp))");
        };
        return text.part("from", from).part("to", to);
    }

    static Sql datePart(DatePart.Part part, Sql date) {
        Sql text = switch (part) {
            case YEAR -> Sql.of("extract(year from {date})");
            case MONTH -> Sql.of("extract(month from {date})");
            case DAY -> Sql.of("extract(day from {date})");
        };
        return text.part("date", date);
    }

    static Sql dateEdge(DateEdge.Edge edge, Sql date) {
        Sql text = switch (edge) {
            case START_OF_MONTH -> Sql.of("date_trunc('month', {date}::timestamp)::date");
            case END_OF_MONTH ->
                Sql.of("(date_trunc('month', {date}::timestamp) + interval '1 month' - interval '1 day')::date");
            case START_OF_QUARTER -> Sql.of("date_trunc('quarter', {date}::timestamp)::date");
            case START_OF_YEAR -> Sql.of("date_trunc('year', {date}::timestamp)::date");
        };
        return text.part("date", date);
    }

    static Sql momentStep(MomentStep.Unit unit, Sql moment, Sql count) {
        Sql text = switch (unit) {
            case MINUTES -> Sql.of("({moment} + make_interval(mins => {count}::int))");
            case HOURS -> Sql.of("({moment} + make_interval(hours => {count}::int))");
        };
        return text.part("moment", moment).part("count", count);
    }

    static Sql momentGap(Sql from, Sql to) {
        return Sql.of("trunc(extract(epoch from {to} - {from}) / 60)")
                .part("from", from)
                .part("to", to);
    }

    static Sql momentDay(Sql moment) {
        return Sql.of("({moment} at time zone {zone})::date")
                .part("moment", moment)
                .part("zone", literal(Today.SHANGHAI.getId()));
    }

    static Sql textTest(TextTest.Kind kind, Sql text, Sql part) {
        Sql test = switch (kind) {
            case CONTAINS -> Sql.of("position({part} in {text}) > 0");
            case STARTS_WITH -> Sql.of("starts_with({text}, {part})");
            case ENDS_WITH -> Sql.of("right({text}, length({part})) = {part}");
        };
        return test.part("text", text).part("part", part);
    }

    static Sql bandRate(Sql bands, Sql amount, String alias) {
        return Sql.of("(select ({b}.value->>'rate')::numeric"
                        + " from jsonb_array_elements({bands}) with ordinality as {b}(value, place)"
                        + " where {amount} is not null and ({b}.value->>'upto' is null"
                        + " or {amount} <= ({b}.value->>'upto')::numeric) order by {b}.place limit 1)")
                .name("b", alias)
                .part("bands", bands)
                .part("amount", amount);
    }

    /** A condition that may be null, made plain true or false. */
    static Sql isTrue(Sql condition) {
        return Sql.of("({condition}) is true").part("condition", condition);
    }

    static Sql isNotTrue(Sql condition) {
        return Sql.of("({condition}) is not true").part("condition", condition);
    }
}
