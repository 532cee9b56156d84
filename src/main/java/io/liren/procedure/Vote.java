package io.liren.procedure;

import io.liren.calendar.WorkingDays;
import io.liren.expression.Checked;
import io.liren.expression.Evaluator;
import io.liren.expression.Situation;
import io.liren.sql.Row;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A decision by a body (表决): the votes that are recorded with a step, and what they must come to.
 *
 * @param quorum how many must be there; empty: any number
 * @param passes what the votes must come to
 * @param ownFigures whether nothing but the votes and parameters is asked about, so that what is missing can be told in figures
 */
record Vote(Optional<Checked> quorum, Checked passes, boolean ownFigures) {
    static final String ELIGIBLE = "eligible";
    static final String PRESENT = "present";
    static final String YES = "yes";
    static final String NO = "no";
    static final String ABSTAIN = "abstain";

    /** The fields of the votes, with their labels, in the order of the form. */
    static final Map<String, Label> FIELDS = fields();

    private static final int MOST_TRIED = 10_000;
    private static final WorkingDays WORKING_DAYS = WorkingDays.bundled();

    private static Map<String, Label> fields() {
        Map<String, Label> fields = new LinkedHashMap<>();
        fields.put(ELIGIBLE, new Label("应到", "Eligible"));
        fields.put(PRESENT, new Label("实到", "Present"));
        fields.put(YES, new Label("赞成", "For"));
        fields.put(NO, new Label("反对", "Against"));
        fields.put(ABSTAIN, new Label("弃权", "Abstained"));
        return fields;
    }

    /** The parameters that both conditions name. */
    Set<String> parameters() {
        Set<String> all = new LinkedHashSet<>(passes.parameters());
        quorum.ifPresent(q -> all.addAll(q.parameters()));
        return all;
    }

    /** What to say when too few were there, from a row of the votes and parameters. */
    Label tooFewPresent(Row row) {
        Label short_ = new Label("到会人数不够", "Too few were present");
        return quorum.flatMap(q -> least(q, PRESENT, ELIGIBLE, row))
                .map(least -> new Label(
                        "到会 " + row.whole(PRESENT) + " 人，至少要 " + least + " 人",
                        row.whole(PRESENT) + " were present; at least " + least + " must be"))
                .orElse(short_);
    }

    /** What to say when too few were for it. */
    Label tooFewFor(Row row) {
        return least(passes, YES, PRESENT, row)
                .map(least -> new Label(
                        "赞成 " + row.whole(YES) + " 票，至少要 " + least + " 票",
                        row.whole(YES) + " voted for it; at least " + least + " must"))
                .orElse(new Label("没有通过", "It was not carried"));
    }

    /** The least value of a count for which a condition would hold, the others as they are. */
    private Optional<Long> least(Checked condition, String count, String limit, Row row) {
        if (!ownFigures) {
            return Optional.empty();
        }
        Map<String, Object> votes = new HashMap<>();
        FIELDS.keySet().forEach(f -> votes.put(f, BigDecimal.valueOf(row.whole(f))));
        Map<String, Object> parameters = new HashMap<>();
        parameters().forEach(p -> parameters.put(p, row.decimal("param_" + p)));
        Situation situation = Situation.of(LocalDate.EPOCH, parameters, WORKING_DAYS);
        long most = Math.min(row.whole(limit), row.whole(count) + MOST_TRIED);
        for (long tried = row.whole(count) + 1; tried <= most; tried++) {
            votes.put(count, BigDecimal.valueOf(tried));
            if (Evaluator.holds(condition, votes, situation)) {
                return Optional.of(tried);
            }
        }
        return Optional.empty();
    }

    /** The fields of the votes. */
    static List<ProcedureBlock.Recorded> recorded() {
        return FIELDS.keySet().stream()
                .map(f -> new ProcedureBlock.Recorded(f, true))
                .toList();
    }
}
