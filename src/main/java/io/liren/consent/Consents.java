package io.liren.consent;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.block.ParameterSql;
import io.liren.calendar.Today;
import io.liren.consent.Consent.Answer;
import io.liren.consent.Consent.Field;
import io.liren.expression.Bindings;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.SqlWriter;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.Outcome;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Asks for consents (同意), enters the answers, and tells what rests on them, as a viewer may. */
public final class Consents {
    private final Edition edition;
    private final Facts facts;
    private final Records records;
    private final Today today;

    /** @param records opens the viewer's time and rights */
    public Consents(Edition edition, Facts facts, Records records, Today today) {
        this.edition = edition;
        this.facts = facts;
        this.records = records;
        this.today = today;
    }

    /** The consents that records of a register are asked for, of those the viewer may read. */
    public List<Consent> of(Viewer viewer, String register) {
        return edition.all(Consent.class).stream()
                .filter(c -> c.of().equals(register) && answers(c).opensTo(viewer))
                .toList();
    }

    /** One by id, if the viewer may read it. */
    public Optional<Consent> find(Viewer viewer, String id) {
        return edition.all(Consent.class).stream()
                .filter(c -> c.id().equals(id) && answers(c).opensTo(viewer))
                .findFirst();
    }

    /** Whether the viewer may ask, and enter what is answered. */
    public boolean mayAsk(Viewer viewer, Consent consent) {
        return answers(consent).entrusts(viewer);
    }

    private RegisterModel answers(Consent consent) {
        return records.registers().model(consent.answers());
    }

    private Shape shape(String register) {
        return edition.names().shape(register).orElseThrow();
    }

    private LocalDate day(Viewer viewer) {
        return viewer.asOf().orElse(today.today());
    }

    /** How somebody stands to it on the viewer's day. */
    public Standing standing(Viewer viewer, Consent consent, UUID person) {
        return records.asSeenBy(viewer, transaction -> {
            List<Standing.Said> said = said(transaction, viewer, consent, person);
            return new Standing(state(said, day(viewer)), said, guardian(transaction, viewer, consent, person));
        });
    }

    private static Standing.State state(List<Standing.Said> said, LocalDate day) {
        return said.stream()
                .filter(s -> !s.on().isAfter(day))
                .findFirst()
                .map(s -> switch (s.answer()) {
                    case GIVEN ->
                        s.until().filter(u -> !u.isAfter(day)).isPresent() ? Standing.State.OVER : Standing.State.GIVEN;
                    case REFUSED -> Standing.State.REFUSED;
                    case WITHDRAWN -> Standing.State.WITHDRAWN;
                })
                .orElse(Standing.State.UNASKED);
    }

    private List<Standing.Said> said(Transaction transaction, Viewer viewer, Consent consent, UUID person) {
        Shape answers = shape(consent.answers());
        Sql until = answers.field(Field.UNTIL).orElseThrow().source() instanceof Source.Fragment(var sql, var known)
                ? sql.apply("q")
                : Sql.of("null::date");
        return transaction.rows(
                Sql.of("""
                        select q.id, q."on" as on_day, q.answer, q.notice, q.how, q.entered_by, u.name, {until} as until_day
                          from {answers} q
                          left join app_user u on u.id = q.entered_by
                         where q.community_id = {community} and q.whom_id = {person} and q.voided_at is null
                         order by q."on" desc, q.entered_at desc, q.id desc""")
                        .part("until", until)
                        .name("answers", answers.table())
                        .value("community", viewer.community())
                        .value("person", person),
                row -> new Standing.Said(
                        row.uuid("id"),
                        row.date("on_day"),
                        Answer.of(row.text("answer")),
                        Optional.ofNullable(row.textOrNull("notice")).flatMap(consent::notice),
                        Optional.ofNullable(row.dateOrNull("until_day")),
                        row.text("how").equals(Field.SIGNED),
                        Optional.ofNullable(row.textOrNull("name"))
                                .orElseGet(() -> Viewer.nameless(row.uuid("entered_by"), viewer.language()))));
    }

    private Optional<Standing.Guardian> guardian(Transaction transaction, Viewer viewer, Consent consent, UUID person) {
        return consent.guarded().flatMap(guarded -> {
            Shape of = shape(consent.of());
            Sql community = Sql.of("s.community_id");
            SqlWriter writer = new SqlWriter(Bindings.of(community, Sql.bind(day(viewer)))
                    .row(of.name(), "s")
                    .parameters(ParameterSql.inForce(
                            edition.names(), consent.place().rulebook(), community, Sql.bind(day(viewer)))));
            Sql when = writer.condition(guarded.when());
            Sql is = writer.value(guarded.is());
            return transaction.optional(
                    Sql.of("""
                            select {is} as guardian_id
                              from {of} s{joins}
                             where s.community_id = {community} and s.id = {person} and ({when})""")
                            .part("is", is)
                            .name("of", of.table())
                            .part("joins", writer.joins())
                            .value("community", viewer.community())
                            .value("person", person)
                            .part("when", when),
                    row -> new Standing.Guardian(Optional.ofNullable(row.uuidOrNull("guardian_id"))));
        });
    }

    /** How long a yes of the viewer's day lasts, in words; empty: until it is withdrawn. */
    public Optional<Label> lasts(Viewer viewer, Consent consent) {
        return consent.lasts()
                .flatMap(lasting -> records.asSeenBy(viewer, transaction -> {
                    Sql community = Sql.of("{community}::uuid").value("community", viewer.community());
                    SqlWriter writer = new SqlWriter(Bindings.of(community, Sql.bind(day(viewer)))
                            .parameters(ParameterSql.inForce(
                                    edition.names(), consent.place().rulebook(), community, Sql.bind(day(viewer)))));
                    Sql count = writer.value(lasting.count());
                    return transaction
                            .one(
                                    Sql.of("select ({count})::int as n").part("count", count),
                                    row -> Optional.ofNullable(row.decimalOrNull("n")))
                            .map(n -> new Label(
                                    n.toPlainString() + lasting.unit().label().zh(),
                                    n.toPlainString() + " "
                                            + lasting.unit().label().en()));
                }));
    }

    /** Fields of a record that rest on a consent and are filled in. */
    public record Resting(String register, UUID record, List<String> fields) {
        public Resting {
            fields = List.copyOf(fields);
        }
    }

    /** What rests on a consent of somebody: what a withdrawal erases. It tells that it is there and not what it says. */
    public List<Resting> resting(Viewer viewer, Consent consent, UUID person) {
        return records.asSeenBy(viewer, transaction -> {
            List<Resting> resting = new ArrayList<>();
            consent.covered().forEach((register, fields) -> {
                RegisterModel model = records.registers().model(register);
                Sql link = model.about()
                        .filter(about -> !register.equals(consent.of()))
                        .flatMap(model::field)
                        .map(f -> Sql.of("s.{about}").name("about", f.column()))
                        .orElse(Sql.of("s.id"));
                resting.addAll(transaction.rows(
                        Sql.of("""
                                select s.id, array[{names}] as fields
                                  from {table} s
                                 where s.community_id = {community} and {link} = {person} and s.voided_at is null and ({filled})
                                 order by s.{happened} desc, s.id""")
                                .part("names", Sql.join(", ", filled(model, fields)))
                                .name("table", model.table().name())
                                .value("community", viewer.community())
                                .part("link", link)
                                .value("person", person)
                                .part("filled", Sql.join(" or ", present(model, fields)))
                                .name("happened", model.happenedColumn()),
                        row -> new Resting(
                                register,
                                row.uuid("id"),
                                row.texts("fields").stream()
                                        .filter(f -> !f.isEmpty())
                                        .toList())));
            });
            return resting;
        });
    }

    private static List<Sql> filled(RegisterModel model, Set<String> fields) {
        return fields.stream()
                .map(f -> Sql.of("case when s.{column} is null then '' else {field} end")
                        .name("column", model.field(f).orElseThrow().column())
                        .value("field", f))
                .toList();
    }

    private static List<Sql> present(RegisterModel model, Set<String> fields) {
        return fields.stream()
                .map(f -> Sql.of("s.{column} is not null")
                        .name("column", model.field(f).orElseThrow().column()))
                .toList();
    }

    /**
     * Enters an answer given today by word of mouth. A yes or no is given by the notice of today; where a guardian answers,
     * it is the one on record.
     *
     * @param acknowledged why it goes on in spite of a warning; blank: it does not
     */
    public Outcome answer(Viewer viewer, Consent consent, UUID person, Answer answer, String acknowledged) {
        Map<String, Object> values = new HashMap<>();
        values.put(Field.WHOM, person);
        values.put(Field.ANSWER, answer.word());
        values.put(Field.HOW, Field.SPOKEN);
        if (answer != Answer.WITHDRAWN) {
            consent.noticeOn(today.today()).ifPresent(n -> values.put(Field.NOTICE, n.version()));
        }
        standing(viewer, consent, person)
                .guardian()
                .flatMap(Standing.Guardian::who)
                .ifPresent(g -> values.put(Field.GUARDIAN, g));
        return facts.enter(
                viewer, consent.answers(), values, EntryOptions.none().acknowledging(acknowledged));
    }
}
