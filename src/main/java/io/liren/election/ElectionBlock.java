package io.liren.election;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/**
 * An election (选举) as written. Its conditions are judged on election day: {@code today} is that day.
 *
 * @param of the register whose records are elections
 * @param seats how many are to be elected
 * @param candidates who stands in one
 * @param who the person of a candidate
 * @param enough whether enough stand, over {@code candidates} and {@code seats}
 * @param conditions what is asked of a candidate
 * @param voters who may vote, and the person of such a record
 * @param present the people who came
 * @param quorum whether enough came, over {@code due} and {@code present}
 * @param tellers how many count the votes
 * @param wins whether the votes of one suffice
 * @param runoff the same in a round between those who were level
 * @param installs what is entered once those elected take office
 * @param counts the register of counts: a record a round
 * @param votes the register of votes: a record a candidate and round, never one a voter
 */
public record ElectionBlock(
        Place place,
        YamlScalar of,
        YamlScalar seats,
        Selection candidates,
        YamlScalar who,
        Optional<YamlScalar> enough,
        List<Condition> conditions,
        Voters voters,
        YamlScalar present,
        Optional<YamlScalar> quorum,
        Tellers tellers,
        YamlScalar wins,
        Optional<YamlScalar> runoff,
        Optional<Installs> installs,
        RegisterBlock counts,
        RegisterBlock votes)
        implements Block {
    /**
     * What is asked of a candidate.
     *
     * @param must whether there is no way round it; otherwise a person may go on with a reason
     */
    public record Condition(boolean must, YamlScalar that, Label says) {}

    /** Who may vote (选举人). */
    public record Voters(Selection records, YamlScalar who) {}

    /** Who counts (监票计票人): records of a register, at least so many. */
    public record Tellers(YamlScalar of, YamlScalar least) {}

    /**
     * What is entered when those elected take office (就任).
     *
     * @param by the posts that confirm it
     * @param when what must have happened; with what to say while it has not
     */
    public record Installs(List<YamlScalar> by, Optional<YamlScalar> when, Label says, List<Made> made) {}

    /**
     * A record of a register: one for the election, or one for each elected.
     *
     * @param only where it is not so, this is not entered
     */
    public record Made(YamlScalar register, boolean each, Optional<YamlScalar> only, List<Value> values) {}

    /** A field and the expression that gives its value. */
    public record Value(YamlScalar field, YamlScalar value) {}

    @Override
    public List<String> registers() {
        return List.of(counts.place().name(), votes.place().name());
    }

    /** What an election is given. */
    enum Given {
        NOMINATED("nominated", new Label("候选人数", "Candidates")),
        ELECTORS("electors", new Label("有选举权的人数", "Electors")),
        ATTENDED("attended", new Label("到会有选举权的人数", "Electors present")),
        QUORATE("quorate", new Label("够法定人数", "Quorate")),
        CONTESTED("contested", new Label("差额够", "Enough candidates")),
        COUNTED_ON("counted_on", new Label("计票日期", "Counted on")),
        CHOSEN("chosen", new Label("当选人数", "Elected")),
        OPEN_SEATS("open_seats", new Label("还缺名额", "Seats still open")),
        LEVEL("level", new Label("票数相等未定", "Level, not decided"));

        final String field;
        final Label label;

        Given(String field, Label label) {
            this.field = field;
            this.label = label;
        }
    }

    /** What a candidate is given. */
    enum Stood {
        VOTES("votes", new Label("得票", "Votes")),
        ELECTED("elected", new Label("当选", "Elected")),
        EXCEPTION("exception", new Label("破例提名", "Nominated as an exception"));

        final String field;
        final Label label;

        Stood(String field, Label label) {
            this.field = field;
            this.label = label;
        }
    }
}
