package io.liren.election;

import io.liren.access.Viewer;
import io.liren.expression.SqlWriter;
import io.liren.register.EntryOptions;
import io.liren.register.Facts;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets those elected take office (就任): enters the term and the offices that follow from the result. A person confirms it;
 * nothing of it happens by itself.
 */
public final class Offices {
    private final Database database;
    private final Facts facts;

    /** @param facts enters what follows, by the viewer's own rights */
    public Offices(Database database, Facts facts) {
        this.database = database;
        this.facts = facts;
    }

    /** What would be entered: a record of a register and its values by field. */
    public record Term(String register, Map<String, @Nullable Object> values) {}

    /** How far it is from the result to the term. */
    public sealed interface Stand {
        /** The election enters nothing of itself. */
        record Nothing() implements Stand {}

        /** Something must happen first. */
        record Waiting(Label says) implements Stand {}

        /** It can be confirmed by whoever holds a post for it. */
        record Ready(List<Term> terms) implements Stand {}

        /** All of it stands on record. */
        record Begun() implements Stand {}
    }

    /** How far an election is from its term. */
    public Stand stand(Viewer viewer, Election election, UUID record) {
        return database.inTransaction(
                Scope.of(viewer.community()), t -> stand(t, viewer.community(), election, record));
    }

    /** Enters all of it, or nothing; what a register refuses is told. */
    public Outcome begin(Viewer viewer, Election election, UUID record) {
        if (election.installation().filter(i -> viewer.holdsAny(i.by())).isEmpty()) {
            return refused("post", new Label("您的岗位不能确认就任", "Your post can't confirm that they take office"));
        }
        return database.inTransaction(Scope.of(viewer.community()), transaction -> switch (stand(
                transaction, viewer.community(), election, record)) {
            case Stand.Nothing nothing ->
                refused("nothing", new Label("这次选举不产生任期", "No term follows from this election"));
            case Stand.Waiting(Label says) -> refused("waiting", says);
            case Stand.Begun begun -> refused("begun", new Label("已经就任了", "They have taken office already"));
            case Stand.Ready(List<Term> terms) -> enter(transaction, viewer, terms);
        });
    }

    /** Something was refused, so nothing is kept. */
    private static final class Stopped extends RuntimeException {
        private final transient Outcome outcome;

        private Stopped(Outcome outcome) {
            super("refused", null, false, false);
            this.outcome = outcome;
        }
    }

    /** Enters the votes of a round as the tellers counted them, all or none. */
    public Outcome votes(Viewer viewer, Election election, UUID count, Map<UUID, Long> votes) {
        List<Term> all = new ArrayList<>();
        votes.forEach((candidate, number) ->
                all.add(new Term(election.votes(), Map.of("count", count, "candidate", candidate, "votes", number))));
        return database.inTransaction(Scope.of(viewer.community()), transaction -> enter(transaction, viewer, all));
    }

    private Outcome enter(Transaction transaction, Viewer viewer, List<Term> terms) {
        try {
            return transaction.guarded(() -> {
                Outcome last = refused("nothing", new Label("没有人当选", "Nobody is elected"));
                for (Term term : terms) {
                    last = facts.enter(viewer, term.register(), term.values(), EntryOptions.none());
                    if (!(last instanceof Outcome.Entered)) {
                        throw new Stopped(last);
                    }
                }
                return last;
            });
        } catch (Stopped stopped) {
            return stopped.outcome;
        }
    }

    private static Outcome refused(String code, Label says) {
        return new Outcome.Refused(List.of(new Problem(Optional.empty(), says, true, code)));
    }

    private static Stand stand(Transaction transaction, UUID community, Election election, UUID record) {
        Optional<Installation> installation = election.installation();
        if (installation.isEmpty()) {
            return new Stand.Nothing();
        }
        boolean chosen = Elections.standing(transaction, election, community, record)
                .filter(s -> s.stage() == Elections.Stage.FILLED)
                .isPresent();
        if (!chosen) {
            return new Stand.Waiting(new Label("还没有选出结果", "The election has no result yet"));
        }
        if (!due(transaction, community, election, installation.get(), record)) {
            return new Stand.Waiting(installation.get().says());
        }
        List<Term> terms = new ArrayList<>();
        boolean all = true;
        for (Installation.Made made : installation.get().made()) {
            for (Term term : terms(transaction, community, election, made, record)) {
                terms.add(term);
                all = all && there(transaction, community, made, term);
            }
        }
        return all ? new Stand.Begun() : new Stand.Ready(terms);
    }

    private static boolean due(
            Transaction transaction, UUID community, Election election, Installation installation, UUID record) {
        if (installation.when().isEmpty()) {
            return true;
        }
        SqlWriter writer = election.sql("el").with("stood");
        Sql when = writer.condition(installation.when().get());
        return transaction.one(
                Sql.of("""
                        select coalesce({when}, false) as due
                          from {elections} el{joins}
                         where el.community_id = {community} and el.id = {record}""")
                        .part("when", when)
                        .name("elections", election.meant().elections().table())
                        .part("joins", writer.joins())
                        .value("community", community)
                        .value("record", record),
                row -> row.bool("due"));
    }

    private static List<Term> terms(
            Transaction transaction, UUID community, Election election, Installation.Made made, UUID record) {
        Meant meant = election.meant();
        SqlWriter writer = election.sql("el").with("stood");
        List<String> fields = List.copyOf(made.values().keySet());
        List<Sql> values = made.values().values().stream().map(writer::value).toList();
        Sql columns = Sql.empty();
        for (int i = 0; i < fields.size(); i++) {
            columns = columns.then(
                    Sql.of(", {value} as {field}").part("value", values.get(i)).name("field", "value_" + i));
        }
        Sql elected = made.each()
                ? Sql.of("""

                          join {candidates} stood on stood.community_id = el.community_id
                          join ({results}) won on won.elected and won.candidate_id = stood.id""")
                        .name("candidates", meant.candidates().table())
                        .part(
                                "results",
                                Sql.of(
                                                "select w.* from {elections} poll_of cross join lateral ({results}) w where poll_of.community_id = {community} and poll_of.id = {record}")
                                        .name("elections", meant.elections().table())
                                        .part("results", election.sql("poll_of").results())
                                        .value("community", community)
                                        .value("record", record))
                : Sql.empty();
        Sql only = made.only()
                .map(o -> Sql.of(" and {only}").part("only", writer.condition(o)))
                .orElse(Sql.empty());
        Sql order = made.each() ? Sql.of(" order by won.round, won.votes desc, stood.id") : Sql.empty();
        return transaction.rows(
                Sql.of("""
                        select 1{columns}
                          from {elections} el{elected}{joins}
                         where el.community_id = {community} and el.id = {record}{only}{order}""")
                        .part("columns", columns)
                        .name("elections", meant.elections().table())
                        .part("elected", elected)
                        .part("joins", writer.joins())
                        .value("community", community)
                        .value("record", record)
                        .part("only", only)
                        .part("order", order),
                row -> {
                    Map<String, @Nullable Object> entered = new LinkedHashMap<>();
                    for (int i = 0; i < fields.size(); i++) {
                        entered.put(fields.get(i), row.value("value_" + i));
                    }
                    return new Term(made.register(), entered);
                });
    }

    /** Whether such a record stands already: the fact itself says so, no mark does. */
    private static boolean there(Transaction transaction, UUID community, Installation.Made made, Term term) {
        Sql same = Sql.empty();
        for (Map.Entry<String, @Nullable Object> value : term.values().entrySet()) {
            same = same.then(
                    value.getValue() == null
                            ? Sql.of(" and m.{column} is null").name("column", column(made, value.getKey()))
                            : Sql.of(" and m.{column} = {value}")
                                    .name("column", column(made, value.getKey()))
                                    .value("value", value.getValue()));
        }
        return transaction
                .optional(
                        Sql.of("""
                                select 1 from {table} m
                                 where m.community_id = {community} and m.voided_at is null{same} limit 1""")
                                .name("table", made.table())
                                .value("community", community)
                                .part("same", same),
                        row -> true)
                .isPresent();
    }

    private static String column(Installation.Made made, String field) {
        return made.columns().getOrDefault(field, field);
    }
}
