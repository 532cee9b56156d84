package io.liren.derivation;

import io.liren.block.Answerer;
import io.liren.block.Asked;
import io.liren.block.Derivation;
import io.liren.block.DerivationScope;
import io.liren.calendar.Today;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.util.List;
import java.util.UUID;

/** Answers an example with the state of an occurrence, or {@code absent} if none has arisen. */
public final class DutyAnswers implements Answerer {
    private static final int MONTHS_BACK = 36;
    private final Derivation derivation;

    /** @param derivation the duty that is asked about */
    public DutyAnswers(Derivation derivation) {
        this.derivation = derivation;
    }

    @Override
    public String answer(Asked asked, Transaction transaction) {
        List<Occurrence> found = occurrences(asked, transaction);
        return found.isEmpty() ? "absent" : found.getFirst().state().word();
    }

    /** The occurrences asked about, the latest first. */
    public List<Occurrence> occurrences(Asked asked, Transaction transaction) {
        DerivationScope scope = DerivationScope.of(
                List.of(asked.community()),
                asked.today().minusMonths(MONTHS_BACK).withDayOfYear(1),
                asked.today(),
                Today.SHANGHAI);
        Sql source = Sql.of("select {duty}::text as duty, d.* from ({statement}) d")
                .value("duty", derivation.id())
                .part("statement", derivation.statement().apply(scope));
        Sql states = Sql.of("""
                select * from ({states}) a
                 where a.subject_id = coalesce({subject}::uuid, a.subject_id)
                   and a.period_key = coalesce({period}::text, a.period_key)
                 order by a.opens_on desc""")
                .part("states", Occurrences.withState(source, asked.today(), asked.now()))
                .value("subject", asked.of().map(UUID::toString).orElse(null))
                .value("period", asked.period().orElse(null));
        return Occurrences.rows(transaction, states);
    }
}
