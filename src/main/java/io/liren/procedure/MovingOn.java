package io.liren.procedure;

import io.liren.block.Guard;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is asked when a case is moved on to today's text of its rulebook: a reason, and that there is something to move on to. */
final class MovingOn {
    private final Procedure procedure;

    MovingOn(Procedure procedure) {
        this.procedure = procedure;
    }

    List<Guard> guards() {
        Sql before = Sql.of(" and m.id <> s.id and m.entered_at <= s.entered_at");
        Sql key = procedure.route().key(Sql.of("s.community_id"), Sql.of("s.case_id"), before);
        Sql state = procedure.state(
                Sql.of("s.community_id"), Sql.of("s.case_id"), Sql.of(" and p.entered_at <= s.entered_at"));
        String today = procedure.route().rules().today().orElseThrow().key();
        return List.of(
                guard(
                        "reason",
                        Optional.of("note"),
                        new Label("写明为什么转到新制度", "Say why the case is moved on"),
                        Sql.of("coalesce(btrim(s.note), '') = ''")),
                guard(
                        "newest",
                        Optional.empty(),
                        Rules.NEWEST,
                        Sql.of("{key} = {today}").part("key", key).value("today", today)),
                guard(
                        "over",
                        Optional.empty(),
                        Rules.OVER,
                        Sql.of("{state} = any({over})")
                                .part("state", state)
                                .value("over", procedure.finalStates().toArray(String[]::new))),
                guard(
                        "state",
                        Optional.empty(),
                        Rules.NO_SUCH_STATE,
                        Sql.of("{state} <> all({known})").part("state", state).value("known", states())));
    }

    private String[] states() {
        return procedure.states().stream().map(ProcedureBlock.State::name).toArray(String[]::new);
    }

    private Guard guard(String what, Optional<String> field, Label says, Sql broken) {
        return new Guard(
                procedure.id() + "." + Rules.MOVE_ON + "." + what,
                procedure.clause(),
                procedure.stepRegister(),
                true,
                field,
                says,
                Set.of(procedure.of(), procedure.stepRegister()),
                guarded -> Sql.of("""
                        select 1
                          from {steps} s
                         where s.community_id = {community} and s.id = {record} and s.voided_at is null
                           and s.step = {move} and {broken}""")
                        .name("steps", procedure.stepTable())
                        .value("community", guarded.community())
                        .value("record", guarded.record())
                        .value("move", Rules.MOVE_ON)
                        .part("broken", broken));
    }
}
