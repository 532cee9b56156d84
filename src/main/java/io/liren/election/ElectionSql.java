package io.liren.election;

import io.liren.block.Names;
import io.liren.block.ParameterSql;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import java.util.stream.Stream;

/**
 * What is worked out of an election (选举), as SQL over its row. All is judged on election day: that day is today, and
 * parameters are those in force then.
 */
final class ElectionSql {
    /** So many rounds at most: a second between those who were level or for seats still open, and one more. */
    static final int ROUNDS = 3;

    /** Aliases of its own, unlike any that stand around it. */
    private static final String CANDIDATE = "poll_candidate";

    private static final String VOTER = "poll_voter";

    private final Meant meant;
    private final Bindings bindings;
    private final String row;

    /** @param row the alias of the election's row */
    ElectionSql(Meant meant, Names names, String rulebook, String row) {
        this.meant = meant;
        this.row = row;
        Sql community = Sql.of("{row}.community_id").name("row", row);
        Sql day = Sql.of("{row}.{day}").name("row", row).name("day", meant.dayColumn());
        this.bindings = Bindings.of(community, day)
                .taken(Stream.of(row, CANDIDATE, VOTER, "poll", "poll_base", "poll_vote")
                        .distinct()
                        .toArray(String[]::new))
                .row(meant.elections().name(), row)
                .parameters(ParameterSql.inForce(names, rulebook, community, day));
    }

    Sql of(ElectionBlock.Given given) {
        return switch (given) {
            case NOMINATED -> nominated();
            case ELECTORS -> electors();
            case ATTENDED -> attended();
            case QUORATE -> quorate();
            case CONTESTED -> contested();
            case COUNTED_ON ->
                Sql.of("""
                        (select max(poll."on")
                           from {counts} poll
                          where poll.community_id = {row}.community_id and poll.election_id = {row}.id and poll.voided_at is null
                            and poll.round in (select x.round from ({results}) x))""")
                        .name("counts", meant.counts().table())
                        .name("row", row)
                        .part("results", results());
            case CHOSEN -> counted("count(*) filter (where x.elected)");
            case OPEN_SEATS ->
                Sql.of("({seats} - {chosen})")
                        .part("seats", seats())
                        .part("chosen", counted("count(*) filter (where x.elected)"));
            case LEVEL -> Sql.of("""
                        (select bool_or(x.level) filter (where x.round = x.last)
                           from (select r.*, max(r.round) over () as last from ({results}) r) x)""").part("results", results());
        };
    }

    private Sql counted(@com.google.errorprone.annotations.CompileTimeConstant final String what) {
        return Sql.of("(select {what} from ({results}) x having count(*) > 0)")
                .part("what", Sql.of(what))
                .part("results", results());
    }

    Sql seats() {
        return alone(meant.seats());
    }

    Sql tellers() {
        return alone(meant.tellers());
    }

    Sql nominated() {
        SqlWriter writer = new SqlWriter(bindings.row(meant.candidates().name(), CANDIDATE));
        Sql stands = writer.condition(meant.stands());
        return Sql.of("""
                (select count(*)
                   from {candidates} {candidate}{joins}
                  where {candidate}.community_id = {row}.community_id and {candidate}.voided_at is null and {stands})""")
                .name("candidates", meant.candidates().table())
                .name("candidate", CANDIDATE)
                .part("joins", writer.joins())
                .name("row", row)
                .part("stands", stands);
    }

    Sql electors() {
        return electors(false);
    }

    Sql attended() {
        return electors(true);
    }

    private Sql electors(boolean present) {
        SqlWriter writer = new SqlWriter(bindings.row(meant.voters().name(), VOTER));
        Sql may = writer.condition(meant.mayVote());
        Sql who = writer.value(meant.voter());
        Sql came = present
                ? Sql.of(" and {who} = any({present})").part("who", who).part("present", writer.value(meant.present()))
                : Sql.empty();
        return Sql.of("""
                (select count(distinct {who})
                   from {voters} {voter}{joins}
                  where {voter}.community_id = {row}.community_id and {voter}.voided_at is null and {may}{came})""")
                .part("who", who)
                .name("voters", meant.voters().table())
                .name("voter", VOTER)
                .part("joins", writer.joins())
                .name("row", row)
                .part("may", may)
                .part("came", came);
    }

    Sql quorate() {
        return meant.quorum()
                .map(q -> holds(q, bindings.value("due", electors()).value("present", attended())))
                .orElse(Sql.of("true"));
    }

    Sql contested() {
        return meant.enough()
                .map(e -> holds(e, bindings.value("candidates", nominated()).value("seats", seats())))
                .orElse(Sql.of("true"));
    }

    private static Sql holds(Checked condition, Bindings bindings) {
        SqlWriter writer = new SqlWriter(bindings);
        Sql holds = writer.condition(condition);
        return Sql.of("(select coalesce({holds}, false) from (values (1)) poll_alone{joins})")
                .part("holds", holds)
                .part("joins", writer.joins());
    }

    private Sql alone(Checked number) {
        SqlWriter writer = new SqlWriter(bindings);
        Sql value = writer.value(number);
        return Sql.of("(select {value} from (values (1)) poll_alone{joins})")
                .part("value", value)
                .part("joins", writer.joins());
    }

    /** A writer over the election and a candidate. */
    SqlWriter with(String candidate) {
        return new SqlWriter(bindings.row(meant.candidates().name(), candidate));
    }

    /**
     * The results of all rounds that have been counted in full: candidate_id, votes, round, open (seats), passes, elected, level.
     * Elected is whose votes suffice and who is, with all those level or above, within the seats still open; level is who
     * would fill a seat but for others with the same votes.
     */
    Sql results() {
        Sql rounds = Sql.empty();
        Sql won = Sql.of("0");
        Sql all = Sql.empty();
        for (int round = 1; round <= ROUNDS; round++) {
            rounds = rounds.then(round(round, won));
            Sql these = Sql.of("select * from {poll}").name("poll", "poll_result_" + round);
            all = round == 1 ? these : all.then(Sql.of(" union all ")).then(these);
            won = won.then(
                    Sql.of(" + (select count(*) from {poll} w where w.elected)").name("poll", "poll_result_" + round));
        }
        return Sql.of("""
                with poll_base as (select {seats} as seats, {due} as due, {present} as present, {nominated} as nominated)
                {rounds}
                {all}""")
                .part("seats", seats())
                .part("due", electors())
                .part("present", attended())
                .part("nominated", nominated())
                .part("rounds", rounds)
                .part("all", all);
    }

    private Sql round(int round, Sql won) {
        Bindings counted = bindings.value("votes", Sql.of("poll_vote.votes"))
                .value("given", Sql.of("poll.given"))
                .value("returned", Sql.of("poll.returned"))
                .value("valid", Sql.of("poll.valid"))
                .value("due", Sql.of("poll_base.due"))
                .value("present", Sql.of("poll_base.present"))
                .value("seats", Sql.of("poll_base.seats"));
        SqlWriter writer = new SqlWriter(counted);
        Sql wins = writer.condition(meant.wins());
        Sql level = round == 1
                ? Sql.of("false")
                : Sql.of("exists (select 1 from {before} b where b.level)")
                        .name("before", "poll_result_" + (round - 1));
        Sql passes = meant.runoff()
                .filter(r -> round > 1)
                .map(r -> Sql.of("case when {level} then {runoff} else {wins} end")
                        .part("level", level)
                        .part("runoff", writer.condition(r))
                        .part("wins", wins))
                .orElse(wins);
        // A round tells nothing before the votes of all who stand in it are there.
        Sql complete = round == 1
                ? Sql.of("poll_base.nominated")
                : Sql.of("case when {level} then (select count(*) from {before} b where b.level) else 1 end")
                        .part("level", level)
                        .name("before", "poll_result_" + (round - 1));
        return Sql.of("""
                , {votes} as (
                    select poll_vote.candidate_id, poll_vote.votes, {passes} is true as passes, poll_base.seats - ({won}) as open,
                           count(*) over () as stood, {complete} as stand
                      from poll_base
                      join {counts} poll on poll.community_id = {row}.community_id and poll.election_id = {row}.id
                                        and poll.voided_at is null and poll.round = {round}
                      join {vote_table} poll_vote on poll_vote.community_id = poll.community_id
                                        and poll_vote.count_id = poll.id and poll_vote.voided_at is null{joins}
                ),
                {result} as (
                    select v.candidate_id, v.votes, {round} as round, v.open, v.passes,
                           v.passes and v.upto <= v.open as elected,
                           v.passes and v.above < v.open and v.upto > v.open as level
                      from (select v.*,
                                   (select count(*) from {votes} o where o.passes and o.votes >= v.votes) as upto,
                                   (select count(*) from {votes} o where o.passes and o.votes > v.votes) as above
                              from {votes} v
                             where v.stood >= v.stand) v
                )""")
                .name("votes", "poll_votes_" + round)
                .name("result", "poll_result_" + round)
                .part("passes", Sql.of("({passes})").part("passes", passes))
                .part("won", won)
                .part("complete", complete)
                .name("counts", meant.counts().table())
                .name("vote_table", meant.votes().table())
                .name("row", row)
                .value("round", round)
                .part("joins", writer.joins());
    }
}
