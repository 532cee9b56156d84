package io.liren.procedure;

import io.liren.sql.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the steps of a procedure lead, under each text that holds for some case.
 *
 * @param rules which text holds for which case
 * @param start the state of a case of which no step has been taken
 * @param to the state each step leads to
 * @param bends where an earlier text led elsewhere
 */
record Route(Rules rules, String caseTable, String stepTable, String start, Map<String, String> to, List<Bend> bends) {
    /**
     * What an earlier text said otherwise.
     *
     * @param key the key of that text
     * @param start its first state
     * @param to the steps that lead elsewhere
     */
    record Bend(String key, String start, Map<String, String> to) {}

    static Route of(ProcedureBlock block, String caseTable, String stepTable) {
        Map<String, String> to = new LinkedHashMap<>();
        block.allSteps().forEach(s -> to.put(s.key(), s.to()));
        List<Bend> bends = block.rules().earlier().stream()
                .flatMap(age -> age.said().stream().map(said -> bend(age.key(), said, to)))
                .filter(bend -> !bend.to().isEmpty() || !bend.start().equals(block.start()))
                .toList();
        return new Route(block.rules(), caseTable, stepTable, block.start(), to, bends);
    }

    private static Bend bend(String key, ProcedureBlock said, Map<String, String> to) {
        Map<String, String> elsewhere = new LinkedHashMap<>();
        said.steps().stream().filter(s -> !s.to().equals(to.get(s.key()))).forEach(s -> elsewhere.put(s.key(), s.to()));
        return new Bend(key, said.start(), elsewhere);
    }

    /** Whether an earlier text holds for some cases. */
    boolean hasEarlier() {
        return !rules.earlier().isEmpty();
    }

    /** The key of the text that holds for a case; {@code which} narrows the acts of moving on, over the alias {@code m}. */
    Sql key(Sql community, Sql record, Sql which) {
        return rules.key(stepTable, caseTable, community, record, which);
    }

    /** The state that the steps of a case lead to; {@code which} narrows them, over the alias {@code p}. */
    Sql state(Sql community, Sql record, Sql which) {
        return Ways.state(stepTable, target(), beginning(community, record), community, record, which);
    }

    /** Where the step {@code p} led when it was taken. */
    private Sql target() {
        Sql now = Ways.target(to);
        List<Sql> cases = bends.stream()
                .filter(bend -> !bend.to().isEmpty())
                .map(bend -> Sql.of("when p.step = any({steps}) and {key} = {bend} then {then}")
                        .value("steps", bend.to().keySet().toArray(String[]::new))
                        .part(
                                "key",
                                key(
                                        Sql.of("p.community_id"),
                                        Sql.of("p.case_id"),
                                        Sql.of(" and m.entered_at <= p.entered_at")))
                        .value("bend", bend.key())
                        .part("then", Ways.target(bend.to())))
                .toList();
        return cases.isEmpty()
                ? now
                : Sql.of("case {cases} else {now} end")
                        .part("cases", Sql.join(" ", cases))
                        .part("now", now);
    }

    private Sql beginning(Sql community, Sql record) {
        List<Sql> cases = bends.stream()
                .filter(bend -> !bend.start().equals(start))
                .map(bend -> Sql.of("when {key} = {bend} then {start}")
                        .part("key", key(community, record, Sql.empty()))
                        .value("bend", bend.key())
                        .value("start", bend.start()))
                .toList();
        return cases.isEmpty()
                ? Sql.bind(start)
                : Sql.of("case {cases} else {start} end")
                        .part("cases", Sql.join(" ", cases))
                        .value("start", start);
    }
}
