package io.liren.limit;

import io.liren.block.Answerer;
import io.liren.block.Compiled;
import io.liren.block.Guard;
import io.liren.block.GuardScope;
import io.liren.block.ParameterSql;
import io.liren.block.Place;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.block.Selection;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Checks a limit and makes the guards that hold it. */
final class LimitCompiler {
    /** The moment at which the records are judged, in the conditions. */
    private static final String NOW = "now";

    private final LimitBlock block;
    private final Place place;
    private final Scope scope;

    LimitCompiler(LimitBlock block, Scope scope) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
    }

    Compiled compile() {
        return switch (block.rule()) {
            case LimitBlock.Rule.On on -> on(on);
            case LimitBlock.Rule.Count count -> count(count);
        };
    }

    private Bindings bindings(Limit.When when) {
        Sql community = Sql.of("s.community_id");
        Sql today = Sql.bind(when.today());
        return Bindings.of(community, today)
                .value(NOW, Sql.bind(when.now()))
                .parameters(ParameterSql.inForce(scope.names(), place.rulebook(), community, today));
    }

    private Compiled on(LimitBlock.Rule.On on) {
        Optional<Shape> shape = scope.shape(on.register());
        Optional<Checked> must =
                shape.flatMap(s -> scope.check(on.must(), scope.of(s).with(NOW, Type.MOMENT), Type.BOOL));
        if (must.isEmpty()) {
            return Compiled.nothing();
        }
        Shape register = shape.get();
        block.field()
                .filter(f -> register.field(f.text()).isEmpty())
                .ifPresent(f -> scope.findings()
                        .error(
                                Code.UNKNOWN_FIELD,
                                f.textPosition(),
                                Math.max(1, f.text().length()),
                                place.clauseId(),
                                register.name() + " 没有字段「" + f.text() + "」。",
                                register.name() + " has no field “" + f.text() + "”.",
                                Nearest.to(f.text(), register.fields().keySet())));
        Checked condition = must.get();
        Function<Limit.When, Sql> breaches = when -> {
            SqlWriter writer = new SqlWriter(bindings(when).row(register.name(), "s"));
            Sql broken = writer.negated(condition);
            return Sql.of("""
                    select s.id
                      from {table} s{joins}
                     where s.community_id = {community} and s.voided_at is null and ({broken})""")
                    .name("table", register.table())
                    .part("joins", writer.joins())
                    .value("community", when.community())
                    .part("broken", broken);
        };
        return compiled(
                register, Set.of(register.register()), condition.reads(), breaches, scope.quantitiesOf(condition));
    }

    private Compiled count(LimitBlock.Rule.Count count) {
        Optional<Shape> per = scope.shape(count.per().register());
        Optional<Shape> counted = scope.shape(count.counted().register());
        if (per.isEmpty() || counted.isEmpty()) {
            return Compiled.nothing();
        }
        Map<String, Shape> both = new LinkedHashMap<>();
        both.put(per.get().name(), per.get());
        both.put(counted.get().name(), counted.get());
        Optional<Checked> qualifies = scope.check(condition(count.per()), scope.of(per.get()), Type.BOOL);
        Optional<Checked> counts = scope.check(condition(count.counted()), scope.of(both, false, false), Type.BOOL);
        Optional<Checked> least = scope.check(count.least(), scope.of(per.get()), Type.DECIMAL);
        Optional<Checked> most = scope.check(count.most(), scope.of(per.get()), Type.DECIMAL);
        if (qualifies.isEmpty() || counts.isEmpty() || least.isEmpty() || most.isEmpty()) {
            return Compiled.nothing();
        }
        Shape of = per.get();
        Shape what = counted.get();
        Function<Limit.When, Sql> breaches = when -> {
            Bindings outer = bindings(when).row(of.name(), "s");
            SqlWriter writer = new SqlWriter(outer);
            SqlWriter inner = new SqlWriter(outer.row(what.name(), "e"));
            Sql matches = inner.condition(counts.get());
            Sql which = writer.condition(qualifies.get());
            Sql from = writer.value(least.get());
            Sql to = writer.value(most.get());
            return Sql.of("""
                    select s.id
                      from {table} s{joins}
                     cross join lateral (
                           select count(*) as number
                             from {counted} e{inner}
                            where e.community_id = s.community_id and e.voided_at is null and {matches}) n
                     where s.community_id = {community} and s.voided_at is null
                       and ({which}) and n.number not between {from} and {to}""")
                    .name("table", of.table())
                    .name("counted", what.table())
                    .part("inner", inner.joins())
                    .part("matches", matches)
                    .part("joins", writer.joins())
                    .value("community", when.community())
                    .part("which", which)
                    .part("from", from)
                    .part("to", to);
        };
        List<Quantity> quantities = new ArrayList<>();
        said(count.least()).ifPresent(quantities::add);
        said(count.most()).ifPresent(quantities::add);
        quantities.addAll(scope.quantitiesOf(least.get()));
        quantities.addAll(scope.quantitiesOf(most.get()));
        Set<String> reads = new LinkedHashSet<>(counts.get().reads());
        reads.addAll(qualifies.get().reads());
        return compiled(of, Set.of(what.register()), reads, breaches, quantities);
    }

    private static Optional<Quantity> said(YamlScalar written) {
        return written.text().matches("\\d{1,6}")
                ? Optional.of(Quantity.said("count", new BigDecimal(written.text()), written.position()))
                : Optional.empty();
    }

    private static YamlScalar condition(Selection selection) {
        return selection
                .condition()
                .orElse(new YamlScalar("true", false, selection.register().position()));
    }

    /**
     * Guards for writes of the watched registers. A limit on one record judges that record; one on a count judges the
     * records that the written one refers to.
     */
    private Compiled compiled(
            Shape register,
            Set<String> watched,
            Set<String> reads,
            Function<Limit.When, Sql> breaches,
            List<Quantity> quantities) {
        Compiled.Builder compiled = Compiled.with()
                .artefact(new Limit(place, register.register(), block.blocks(), block.says(), breaches))
                .answerer(place.name(), answerer(breaches))
                .quantities(quantities);
        for (String written : watched) {
            boolean own = written.equals(register.register());
            compiled.guard(new Guard(
                    place.id(),
                    place.clause(),
                    written,
                    block.blocks(),
                    block.field().map(YamlScalar::text),
                    block.says(),
                    reads,
                    guarded -> own
                            ? Sql.of("select 1 from ({breaches}) b where b.id = any({records})")
                                    .part("breaches", breaches.apply(when(guarded)))
                                    .value("records", guarded.ids())
                            : Sql.of("select 1 from ({breaches}) b where b.id in ({touched})")
                                    .part("breaches", breaches.apply(when(guarded)))
                                    .part("touched", touched(register, written, guarded.community(), guarded.ids())),
                    block.always(),
                    Optional.empty()));
        }
        return compiled.build();
    }

    private static Limit.When when(GuardScope guarded) {
        return new Limit.When(guarded.community(), guarded.today(), guarded.now());
    }

    private Sql touched(Shape register, String written, UUID community, UUID[] records) {
        Shape shape = scope.names().shape(written).orElseThrow();
        List<Sql> columns = new ArrayList<>();
        for (Shape.Field field : shape.fields().values()) {
            if (field.type().equals(register.type())
                    && field.source() instanceof io.liren.expression.Source.Column(String column)) {
                columns.add(Sql.of(
                                "select w.{column} from {table} w where w.community_id = {community} and w.id = any({records})")
                        .name("column", column)
                        .name("table", shape.table())
                        .value("community", community)
                        .value("records", records));
            }
        }
        return columns.isEmpty() ? Sql.of("select null::uuid") : Sql.join(" union all ", columns);
    }

    private Answerer answerer(Function<Limit.When, Sql> breaches) {
        return (asked, transaction) -> {
            UUID record =
                    asked.of().orElseThrow(() -> new IllegalArgumentException("写明 of 哪条记录。 Say of which record."));
            Sql broken = Sql.of("select 1 from ({breaches}) b where b.id = {record}")
                    .part("breaches", breaches.apply(new Limit.When(asked.community(), asked.today(), asked.now())))
                    .value("record", record);
            return transaction.any(broken) ? "broken" : "kept";
        };
    }
}
