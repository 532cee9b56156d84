package io.liren.election;

import io.liren.block.Names;
import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import java.util.List;
import java.util.stream.IntStream;

/** What is worked out of a candidate (候选人), as SQL over the candidate's row. */
final class CandidateSql {
    private static final String ELECTION = "poll_election";
    private final ElectionBlock block;
    private final Meant meant;
    private final ElectionSql election;
    private final String row;

    /** @param row the alias of the candidate's row */
    CandidateSql(ElectionBlock block, Meant meant, Names names, String row) {
        this.block = block;
        this.meant = meant;
        this.election = new ElectionSql(meant, names, block.place().rulebook(), ELECTION);
        this.row = row;
    }

    Sql of(ElectionBlock.Stood stood) {
        return switch (stood) {
            case VOTES -> result(Sql.of("(array_agg(x.votes order by x.round desc))[1]"));
            case ELECTED -> result(Sql.of("bool_or(x.elected)"));
            case EXCEPTION -> exception();
        };
    }

    private Sql result(Sql value) {
        SqlWriter writer = election.with(row);
        Sql stands = writer.condition(meant.stands());
        return Sql.of("""
                (select {value}
                   from {elections} {election}{joins}
                  cross join lateral ({results}) x
                  where {election}.community_id = {row}.community_id and {election}.voided_at is null and {stands}
                    and x.candidate_id = {row}.id)""")
                .part("value", value)
                .name("elections", meant.elections().table())
                .name("election", ELECTION)
                .part("joins", writer.joins())
                .part("results", election.results())
                .name("row", row)
                .part("stands", stands);
    }

    /** Whether something that should hold does not, so that a person had to give a reason. */
    private Sql exception() {
        SqlWriter writer = election.with(row);
        Sql stands = writer.condition(meant.stands());
        List<Sql> broken = IntStream.range(0, meant.conditions().size())
                .filter(i -> !block.conditions().get(i).must())
                .mapToObj(i -> Sql.of("({broken})")
                        .part("broken", writer.negated(meant.conditions().get(i))))
                .toList();
        return Sql.of("""
                (select bool_or({broken})
                   from {elections} {election}{joins}
                  where {election}.community_id = {row}.community_id and {election}.voided_at is null and {stands})""")
                .part("broken", broken.isEmpty() ? Sql.of("false") : Sql.join(" or ", broken))
                .name("elections", meant.elections().table())
                .name("election", ELECTION)
                .part("joins", writer.joins())
                .name("row", row)
                .part("stands", stands);
    }

    /** Selects 1 for a candidate of an election who breaks a condition. */
    Sql breaks(int condition, java.util.UUID community, java.util.UUID record) {
        SqlWriter writer = election.with(row);
        Sql stands = writer.condition(meant.stands());
        Sql broken = writer.negated(meant.conditions().get(condition));
        return Sql.of("""
                select 1
                  from {candidates} {row}
                  join {elections} {election} on {election}.community_id = {row}.community_id and {election}.voided_at is null{joins}
                 where {row}.community_id = {community} and {row}.id = {record} and {stands} and ({broken})""")
                .name("candidates", meant.candidates().table())
                .name("row", row)
                .name("elections", meant.elections().table())
                .name("election", ELECTION)
                .part("joins", writer.joins())
                .value("community", community)
                .value("record", record)
                .part("stands", stands)
                .part("broken", broken);
    }
}
