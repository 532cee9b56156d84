package io.liren.derivation;

import io.liren.block.Guard;
import io.liren.block.GuardScope;
import io.liren.block.Names;
import io.liren.block.ParameterSql;
import io.liren.block.Place;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A clock of minutes or hours doesn't run while nobody has said from which moment (没有起点的钟): whoever enters such a record
 * is told, so that it isn't taken for one that nothing is owed for.
 */
public final class Unstarted {
    private Unstarted() {}

    /**
     * The warning, where the moment is a field of the record that may be left empty.
     *
     * @param place the duty or clock, with its label
     */
    public static Optional<Guard> guard(Place place, Asks.Triggered asks, Names names) {
        Shape subject = asks.subject();
        List<String> fields = asks.trigger().ownFields(subject.name());
        if (!asks.unit().isOfMoments()
                || fields.size() != 1
                || !asks.trigger().text().strip().equals(subject.name() + "." + fields.getFirst())
                || names.traits().isRequired(subject.register(), fields.getFirst())) {
            return Optional.empty();
        }
        String field = fields.getFirst();
        Label moment = names.fieldLabel(subject.register(), field);
        Set<String> reads = new HashSet<>(Set.of(subject.register()));
        asks.qualifies().map(Checked::reads).ifPresent(reads::addAll);
        return Optional.of(new Guard(
                place.id(),
                place.clause(),
                subject.register(),
                false,
                Optional.of(field),
                new Label(
                        "没有填「" + moment.zh() + "」,「" + place.label().zh() + "」不起算",
                        "“" + moment.en() + "” is not filled in, so “"
                                + place.label().en() + "” does not start"),
                reads,
                scope -> breaches(place, asks, names, scope)));
    }

    private static Sql breaches(Place place, Asks.Triggered asks, Names names, GuardScope scope) {
        Sql community = Sql.of("s.community_id");
        Sql today = Sql.bind(scope.today());
        SqlWriter writer = new SqlWriter(Bindings.of(community, today)
                .parameters(ParameterSql.inForce(names, place.rulebook(), community, today))
                .row(asks.subject().name(), "s"));
        Sql qualifies = asks.qualifies().map(writer::condition).orElse(Sql.of("true"));
        Sql moment = writer.value(asks.trigger());
        return Sql.of("""
                select 1
                  from {table} s{joins}
                 where s.community_id = {community} and s.id = any({records}) and s.voided_at is null
                   and ({qualifies}) and {moment} is null""")
                .name("table", asks.subject().table())
                .part("joins", writer.joins())
                .value("community", scope.community())
                .value("records", scope.ids())
                .part("qualifies", qualifies)
                .part("moment", moment);
    }
}
