package io.liren.election;

import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads how elections (选举) stand. */
public final class Elections {
    private Elections() {}

    /** How far an election is. */
    public enum Stage {
        /** Candidates are being found. */
        NOMINATING("nominating"),
        /** Counted; some were level, and another round decides. */
        LEVEL("level"),
        /** Counted; seats are still open. */
        SHORT("short"),
        /** Counted; all seats are filled. */
        FILLED("filled");

        private final String word;

        Stage(String word) {
            this.word = word;
        }

        /** As an example asks for it. */
        public String word() {
            return word;
        }
    }

    /**
     * A candidate.
     *
     * @param who the person
     * @param met for each condition, in order, whether it holds on election day
     */
    public record Candidate(UUID id, UUID who, List<Boolean> met) {
        public Candidate {
            met = List.copyOf(met);
        }
    }

    /** The votes of one candidate in a round, and what follows. */
    public record Line(UUID candidate, long votes, boolean elected, boolean level) {}

    /**
     * A round as it was counted.
     *
     * @param open the seats that were open
     * @param lines in order of votes; none while votes are missing
     */
    public record Round(
            UUID count,
            int number,
            LocalDate on,
            List<UUID> tellers,
            long given,
            long returned,
            long valid,
            long voided,
            long open,
            List<Line> lines) {
        public Round {
            tellers = List.copyOf(tellers);
            lines = List.copyOf(lines);
        }
    }

    /**
     * How an election stands.
     *
     * @param contested whether enough stand
     * @param attended electors who came
     */
    public record Standing(
            LocalDate on,
            long seats,
            boolean contested,
            long electors,
            long attended,
            boolean quorate,
            long tellers,
            List<Candidate> candidates,
            List<Round> rounds) {
        public Standing {
            candidates = List.copyOf(candidates);
            rounds = List.copyOf(rounds);
        }

        /** Who is elected, by votes, round after round. */
        public List<UUID> elected() {
            return rounds.stream()
                    .flatMap(r -> r.lines().stream())
                    .filter(Line::elected)
                    .map(Line::candidate)
                    .toList();
        }

        /** How far it is. */
        public Stage stage() {
            List<Round> counted =
                    rounds.stream().filter(r -> !r.lines().isEmpty()).toList();
            if (counted.isEmpty()) {
                return Stage.NOMINATING;
            }
            if (elected().size() >= seats) {
                return Stage.FILLED;
            }
            return counted.getLast().lines().stream().anyMatch(Line::level) ? Stage.LEVEL : Stage.SHORT;
        }

        /** The number of the round that may be counted next; empty when there is nothing left to vote on. */
        public Optional<Integer> nextRound() {
            int next = rounds.size() + 1;
            return stage() == Stage.FILLED || next > ElectionSql.ROUNDS ? Optional.empty() : Optional.of(next);
        }

        /** Who stands in the next round: those who were level, or all who are not elected. */
        public List<Candidate> standing() {
            List<UUID> elected = elected();
            List<UUID> level = stage() == Stage.LEVEL
                    ? rounds.getLast().lines().stream()
                            .filter(Line::level)
                            .map(Line::candidate)
                            .toList()
                    : List.of();
            return candidates.stream()
                    .filter(c -> !elected.contains(c.id()) && (level.isEmpty() || level.contains(c.id())))
                    .toList();
        }
    }

    /** How an election stands; empty if there is none. */
    public static Optional<Standing> standing(Transaction transaction, Election election, UUID community, UUID record) {
        List<Candidate> candidates = candidates(transaction, election, community, record);
        List<Round> rounds = rounds(transaction, election, community, record);
        ElectionSql sql = election.sql("el");
        return transaction.optional(
                Sql.of("""
                        select el.{day} as day, {seats} as seats, {contested} as contested, {electors} as electors,
                               {attended} as attended, {quorate} as quorate, {tellers} as tellers
                          from {elections} el
                         where el.community_id = {community} and el.id = {record} and el.voided_at is null""")
                        .name("day", election.meant().dayColumn())
                        .part("seats", sql.seats())
                        .part("contested", sql.contested())
                        .part("electors", sql.electors())
                        .part("attended", sql.attended())
                        .part("quorate", sql.quorate())
                        .part("tellers", sql.tellers())
                        .name("elections", election.meant().elections().table())
                        .value("community", community)
                        .value("record", record),
                row -> new Standing(
                        row.date("day"),
                        row.whole("seats"),
                        row.bool("contested"),
                        row.whole("electors"),
                        row.whole("attended"),
                        row.bool("quorate"),
                        row.whole("tellers"),
                        candidates,
                        rounds));
    }

    private static List<Candidate> candidates(Transaction transaction, Election election, UUID community, UUID record) {
        Meant meant = election.meant();
        SqlWriter writer = election.sql("el").with("stood");
        Sql stands = writer.condition(meant.stands());
        List<Sql> met = meant.conditions().stream()
                .map(c -> Sql.of("coalesce({met}, false)").part("met", writer.condition(c)))
                .toList();
        return transaction.rows(
                Sql.of("""
                        select stood.id, {who} as who, array[{met}]::boolean[] as met
                          from {elections} el
                          join {candidates} stood on stood.community_id = el.community_id and stood.voided_at is null{joins}
                         where el.community_id = {community} and el.id = {record} and {stands}
                         order by stood.entered_at, stood.id""")
                        .part("who", writer.value(meant.who()))
                        .part("met", Sql.join(", ", met))
                        .name("elections", meant.elections().table())
                        .name("candidates", meant.candidates().table())
                        .part("joins", writer.joins())
                        .value("community", community)
                        .value("record", record)
                        .part("stands", stands),
                row -> new Candidate(row.uuid("id"), row.uuid("who"), booleans(row.value("met"))));
    }

    private static List<Boolean> booleans(@Nullable Object array) {
        return array instanceof List<?> many
                ? many.stream().map(Boolean.TRUE::equals).toList()
                : List.of();
    }

    private static List<Round> rounds(Transaction transaction, Election election, UUID community, UUID record) {
        Meant meant = election.meant();
        Map<Long, List<Line>> lines = new LinkedHashMap<>();
        Map<Long, Long> open = new LinkedHashMap<>();
        transaction.rows(
                Sql.of("""
                        select x.round, x.candidate_id, x.votes, x.open, x.elected, x.level
                          from {elections} el
                         cross join lateral ({results}) x
                         where el.community_id = {community} and el.id = {record}
                         order by x.round, x.votes desc, x.candidate_id""")
                        .name("elections", meant.elections().table())
                        .part("results", election.sql("el").results())
                        .value("community", community)
                        .value("record", record),
                row -> {
                    open.put(row.whole("round"), row.whole("open"));
                    return lines.computeIfAbsent(row.whole("round"), r -> new ArrayList<>())
                            .add(new Line(
                                    row.uuid("candidate_id"),
                                    row.whole("votes"),
                                    row.bool("elected"),
                                    row.bool("level")));
                });
        return transaction.rows(
                Sql.of("""
                        select c.id, c.round, c."on" as counted_on, c.tellers_ids, c.given, c.returned, c.valid, c.void
                          from {counts} c
                         where c.community_id = {community} and c.election_id = {record} and c.voided_at is null
                         order by c.round""")
                        .name("counts", meant.counts().table())
                        .value("community", community)
                        .value("record", record),
                row -> new Round(
                        row.uuid("id"),
                        (int) row.whole("round"),
                        row.date("counted_on"),
                        row.uuids("tellers_ids"),
                        row.whole("given"),
                        row.whole("returned"),
                        row.whole("valid"),
                        row.whole("void"),
                        open.getOrDefault(row.whole("round"), 0L),
                        lines.getOrDefault(row.whole("round"), List.of())));
    }
}
