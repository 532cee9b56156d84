package io.liren.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.testing.Town;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How bodies meet: who was due, whether enough came, and one meeting that serves two bodies by the rules of each. */
class BodyTest {
    private static final String CLUB = """
            ---
            rulebook: club
            title: 社 | A club
            posts: {head: 社长 | Head}
            ---
            ```register
            person: {label: 人 | Person, title: [name], fields: {name: {label: 姓名 | Name, type: text, required: true}}}
            team: {label: 队 | Team, title: [name], fields: {name: {label: 名称 | Name, type: text, required: true}, kind: {label: 类别 | Kind, type: choice, required: true, options: {crew: 队 | Crew, board: 会 | Board}}}}
            member:
              label: 成员 | Member
              fields:
                team:   {label: 队 | Team, type: reference, to: team, required: true}
                person: {label: 谁 | Who, type: reference, to: person, required: true}
            sitting:
              label: 会议 | Meeting
              happened: on
              fields:
                teams:   {label: 谁的会 | Whose, type: references, to: team, required: true}
                on:      {label: 日期 | Date, type: date, required: true}
                due:     {label: 应到 | Due, type: integer}
                present: {label: 到会 | Present, type: references, to: person}
                decided: {label: 决定 | Decided, type: text}
            ```
            ## 1 开会 | Meetings
            开会。
            ```body
            crew:
              label: 队会 | Crew
              of: team where team.kind == 'crew'
              meets: sitting where team in sitting.teams
              members: member where member.team == team
              who: member.person
              present: sitting.present
              quorum: "here * 2 > due"
              resolved: sitting.decided != null
            board:
              label: 理事会 | Board
              of: team where team.kind == 'board'
              meets: sitting where team in sitting.teams
              due: sitting.due
              present: sitting.present
              quorum: "here * 3 >= due * 2"
              resolved: sitting.decided != null
            ```
            """;

    @Test
    void oneMeetingServesTwoBodiesByTheRulesOfEach() {
        try (Town town = Town.under(CLUB).on("2026-03-10")) {
            Viewer head = town.someone("甲", "club.head");
            UUID crew = team(town, head, "crew");
            UUID board = team(town, head, "board");
            UUID one = person(town, head);
            UUID other = person(town, head);
            UUID third = person(town, head);
            for (UUID who : List.of(one, other, third)) {
                town.enter(head, "club.member", Map.of("team", crew, "person", who));
            }
            UUID joint = sitting(town, head, List.of(crew, board), 4, List.of(one, other));
            // Two of three members are enough for the crew; two of four are too few for the board.
            assertThat(town.values(head, "club.sitting", joint))
                    .containsEntry("crew_quorate", true)
                    .containsEntry("board_quorate", false);
            assertThat(town.ask("club", "crew", joint, null, null)).isEqualTo("counts");
            assertThat(town.ask("club", "board", joint, null, null)).isEqualTo("lacking");
        }
    }

    /** Where no roster says who is due, the number does, and what is resolved without a quorum is refused. */
    @Test
    void withoutAQuorumNothingIsResolved() {
        try (Town town = Town.under(CLUB).on("2026-03-10")) {
            Viewer head = town.someone("甲", "club.head");
            UUID board = team(town, head, "board");
            UUID one = person(town, head);
            UUID other = person(town, head);
            Map<String, Object> few = Map.of(
                    "teams", List.of(board), "on", "2026-03-09", "due", 4, "present", List.of(one), "decided", "买书");
            assertThat(town.refused(head, "club.sitting", few)).isNotEmpty();
            Map<String, Object> nobodySaid = Map.of(
                    "teams", List.of(board), "on", "2026-03-09", "present", List.of(one, other), "decided", "买书");
            assertThat(town.refused(head, "club.sitting", nobodySaid)).isNotEmpty();
            Map<String, Object> enough = Map.of(
                    "teams",
                    List.of(board),
                    "on",
                    "2026-03-09",
                    "due",
                    3,
                    "present",
                    List.of(one, other),
                    "decided",
                    "买书");
            assertThat(town.refused(head, "club.sitting", enough)).isEmpty();
        }
    }

    private static UUID team(Town town, Viewer head, String kind) {
        return town.enter(head, "club.team", Map.of("name", kind, "kind", kind));
    }

    private static UUID person(Town town, Viewer head) {
        return town.enter(head, "club.person", Map.of("name", "某人"));
    }

    private static UUID sitting(Town town, Viewer head, List<UUID> teams, int due, List<UUID> present) {
        return town.enter(
                head, "club.sitting", Map.of("teams", teams, "on", "2026-03-09", "due", due, "present", present));
    }
}
