package io.liren.consent;

import io.liren.block.Guard;
import io.liren.block.GuardScope;
import io.liren.block.ParameterSql;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What guards the covered fields of one register: nothing stands there without a consent in force, however it came there,
 * and no answer is put right or declared void so that what is kept would rest on nothing.
 */
final class CoveredGuards {
    private final Place place;
    private final Shape shape;
    private final Set<String> fields;
    private final Optional<String> subject;
    private final Shape answers;
    private final Scope scope;

    /** @param subject the reference to the one who consents; empty: the record itself is */
    CoveredGuards(Place place, Shape shape, Set<String> fields, Optional<String> subject, Shape answers, Scope scope) {
        this.place = place;
        this.shape = shape;
        this.fields = fields;
        this.subject = subject;
        this.answers = answers;
        this.scope = scope;
    }

    List<Guard> all() {
        String given = shape.name() + subject.map(s -> "." + s).orElse("") + "." + ConsentKind.given(place);
        return scope.check(new YamlScalar(given, false, place.position()), scope.of(shape), Type.BOOL)
                .map(inForce -> List.of(onRecord(inForce), onAnswer(inForce)))
                .orElse(List.of());
    }

    private Guard onRecord(Checked inForce) {
        String first = fields.iterator().next();
        Label what = scope.names().fieldLabel(shape.register(), first);
        Label name = place.label();
        return guard(
                place.id() + "." + shape.name(),
                shape,
                first,
                new Label(
                        "「" + what.zh() + "」要本人同意「" + name.zh() + "」才能登记：先告知并登记本人的答复；没有同意或已撤回的，这一项空着",
                        "“" + what.en() + "” may be entered only with the person's consent to “" + name.en()
                                + "”: give the notice and enter the answer first; without it, or once it is withdrawn, leave this empty"),
                inForce,
                guarded -> Sql.of("s.id = any({records})").value("records", guarded.ids()));
    }

    private Guard onAnswer(Checked inForce) {
        Sql link =
                subject.map(s -> Sql.of("s.{about}").name("about", column(s))).orElse(Sql.of("s.id"));
        return guard(
                place.id() + ".answer." + shape.name(),
                answers,
                Consent.Field.ANSWER,
                new Label(
                        "还有内容靠这份同意登记着；本人不再同意的，登记「撤回」，内容会一并删除",
                        "Something is still kept that rests on this consent; if the person no longer consents, enter a withdrawal, which erases it"),
                inForce,
                guarded -> Sql.of("{link} in ({whom})").part("link", link).part("whom", whom(guarded)));
    }

    private Guard guard(
            String id, Shape written, String field, Label says, Checked inForce, Function<GuardScope, Sql> which) {
        return new Guard(
                        id,
                        place.clause(),
                        written.register(),
                        true,
                        Optional.of(field),
                        says,
                        Set.of(shape.register(), answers.register()),
                        guarded -> kept(inForce, guarded, which.apply(guarded)))
                .holdingAlways();
    }

    /** Records {@code s} that hold something though no consent is in force. */
    private Sql kept(Checked inForce, GuardScope guarded, Sql which) {
        SqlWriter writer = new SqlWriter(bindings(place, scope, guarded.today(), shape, "s"));
        Sql missing = writer.negated(inForce);
        List<Sql> filled = fields.stream()
                .map(f -> Sql.of("s.{column} is not null").name("column", column(f)))
                .toList();
        return Sql.of("""
                select 1
                  from {table} s{joins}
                 where s.community_id = {community} and s.voided_at is null and {which}
                   and ({filled}) and ({missing})""")
                .name("table", shape.table())
                .part("joins", writer.joins())
                .value("community", guarded.community())
                .part("which", which)
                .part("filled", Sql.join(" or ", filled))
                .part("missing", missing);
    }

    /** Whose answers these are, and whose they were before they were changed. */
    private Sql whom(GuardScope guarded) {
        return Sql.of("""
                select w.whom_id from {answers} w where w.community_id = {community} and w.id = any({records})
                 union
                select v.whom_id from {versions} v where v.community_id = {community} and v.id = any({records})""")
                .name("answers", answers.table())
                .name("versions", answers.table() + "_version")
                .value("community", guarded.community())
                .value("records", guarded.ids());
    }

    private String column(String field) {
        return shape.field(field).orElseThrow().source() instanceof Source.Column(String column) ? column : field;
    }

    /** One record of a register as {@code alias}, with the parameters of the consent's rulebook. */
    static Bindings bindings(Place place, Scope scope, LocalDate today, Shape row, String alias) {
        Sql community = Sql.of("{row}.community_id").name("row", alias);
        return Bindings.of(community, Sql.bind(today))
                .row(row.name(), alias)
                .parameters(ParameterSql.inForce(scope.names(), place.rulebook(), community, Sql.bind(today)));
    }
}
