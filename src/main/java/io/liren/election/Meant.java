package io.liren.election;

import io.liren.block.Names;
import io.liren.block.Scope;
import io.liren.block.Selection;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an election block means, checked.
 *
 * @param dayColumn the column that says on which day an election is
 */
record Meant(
        Shape elections,
        Shape candidates,
        Shape voters,
        Shape counts,
        Shape votes,
        String dayColumn,
        Checked seats,
        Checked stands,
        Checked who,
        Optional<Checked> enough,
        List<Checked> conditions,
        Checked mayVote,
        Checked voter,
        Checked present,
        Optional<Checked> quorum,
        Checked tellers,
        Checked wins,
        Optional<Checked> runoff) {
    /** Words that a condition on the result may use beside the election itself. */
    static final List<String> COUNTED = List.of("votes", "given", "returned", "valid", "due", "present", "seats");

    /** Checks an expression one way or another. */
    interface Check {
        Optional<Checked> check(YamlScalar text, Environment environment, @Nullable Type expected);
    }

    /** The register of those who stand, and who count; full id. */
    String people() {
        return who.type() instanceof Type.Rec(String register) ? register : "";
    }

    /** The full ids of the registers it leans on. */
    Set<String> reads() {
        Set<String> reads = new LinkedHashSet<>();
        Stream.of(elections, candidates, voters, counts, votes)
                .map(Shape::register)
                .forEach(reads::add);
        List<Checked> all = new ArrayList<>(conditions);
        all.addAll(List.of(seats, stands, who, mayVote, voter, present, wins));
        Stream.of(enough, quorum, runoff).flatMap(Optional::stream).forEach(all::add);
        all.forEach(checked -> reads.addAll(checked.reads()));
        return reads;
    }

    /** Empty after a mistake, which {@code check} has reported if it does. */
    static Optional<Meant> of(ElectionBlock block, Scope scope, Check check) {
        Optional<Shape> elections = scope.shape(block.of());
        Optional<Shape> candidates = scope.shape(block.candidates().register());
        Optional<Shape> voters = scope.shape(block.voters().records().register());
        Optional<Shape> counts = scope.names().shape(block.counts().place().id());
        Optional<Shape> votes = scope.names().shape(block.votes().place().id());
        if (elections.isEmpty() || candidates.isEmpty() || voters.isEmpty() || counts.isEmpty() || votes.isEmpty()) {
            return Optional.empty();
        }
        Environment election = scope.of(elections.get());
        Environment standing = both(scope, elections.get(), candidates.get());
        Environment voting = both(scope, elections.get(), voters.get());
        Optional<Checked> seats = check.check(block.seats(), election, Type.WHOLE);
        Optional<Checked> stands = check.check(condition(block.candidates()), standing, Type.BOOL);
        Optional<Checked> who = check.check(block.who(), scope.of(candidates.get()), null);
        Optional<Checked> enough = block.enough()
                .flatMap(e ->
                        check.check(e, election.with("candidates", Type.WHOLE).with("seats", Type.WHOLE), Type.BOOL));
        List<Checked> conditions = block.conditions().stream()
                .flatMap(c -> check.check(c.that(), standing, Type.BOOL).stream())
                .toList();
        Optional<Checked> mayVote = check.check(condition(block.voters().records()), voting, Type.BOOL);
        Optional<Checked> voter = check.check(block.voters().who(), scope.of(voters.get()), null);
        Optional<Checked> present = check.check(block.present(), election, null);
        Optional<Checked> quorum = block.quorum()
                .flatMap(q -> check.check(q, election.with("due", Type.WHOLE).with("present", Type.WHOLE), Type.BOOL));
        Optional<Checked> tellers = check.check(block.tellers().least(), election, Type.WHOLE);
        Environment counted = election;
        for (String word : COUNTED) {
            counted = counted.with(word, Type.WHOLE);
        }
        Environment result = counted;
        Optional<Checked> wins = check.check(block.wins(), result, Type.BOOL);
        Optional<Checked> runoff = block.runoff().flatMap(r -> check.check(r, result, Type.BOOL));
        boolean sound = Stream.of(seats, stands, who, mayVote, voter, present, tellers, wins)
                        .allMatch(Optional::isPresent)
                && enough.isPresent() == block.enough().isPresent()
                && quorum.isPresent() == block.quorum().isPresent()
                && runoff.isPresent() == block.runoff().isPresent()
                && conditions.size() == block.conditions().size();
        return sound && people(block, scope, who.orElseThrow(), voter.orElseThrow(), present.orElseThrow())
                ? Optional.of(new Meant(
                        elections.get(),
                        candidates.get(),
                        voters.get(),
                        counts.get(),
                        votes.get(),
                        dayColumn(elections.get(), scope.names()),
                        seats.orElseThrow(),
                        stands.orElseThrow(),
                        who.orElseThrow(),
                        enough,
                        conditions,
                        mayVote.orElseThrow(),
                        voter.orElseThrow(),
                        present.orElseThrow(),
                        quorum,
                        tellers.orElseThrow(),
                        wins.orElseThrow(),
                        runoff))
                : Optional.empty();
    }

    /** Those who stand, vote and come are records of one register. */
    private static boolean people(ElectionBlock block, Scope scope, Checked who, Checked voter, Checked present) {
        boolean same = who.type() instanceof Type.Rec(String register)
                && voter.type().equals(who.type())
                && present.type().equals(new Type.ListOf(new Type.Rec(register)));
        if (!same) {
            scope.findings()
                    .error(
                            Code.WRONG_TYPE,
                            block.present().textPosition(),
                            block.place().clauseId(),
                            "who、voter 各要指一个人,present 要指多个人,三者同一本登记簿。",
                            "who and voter each name a person and present several, all of one register.");
        }
        return same;
    }

    private static Environment both(Scope scope, Shape one, Shape other) {
        Map<String, Shape> rows = new LinkedHashMap<>();
        rows.put(one.name(), one);
        rows.put(other.name(), other);
        return scope.of(rows, false, false);
    }

    private static String dayColumn(Shape elections, Names names) {
        return elections
                .field(names.traits().happened(elections.register()))
                .map(Shape.Field::source)
                .filter(Source.Column.class::isInstance)
                .map(source -> ((Source.Column) source).column())
                .orElse("entered_on");
    }

    private static YamlScalar condition(Selection selection) {
        return selection
                .condition()
                .orElse(new YamlScalar("true", false, selection.register().position()));
    }
}
