package io.liren.duty;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.block.Span;
import io.liren.calendar.PeriodUnit;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A duty (任务) as written. */
record DutyBlock(
        Place place,
        Optional<Selection> subject,
        When when,
        Met met,
        Optional<YamlScalar> atLeast,
        YamlScalar owedBy,
        List<YamlScalar> waivableBy,
        Optional<Label> act)
        implements Block {
    /** When it falls due. */
    sealed interface When {
        /** In every period; {@code due} after its end. */
        record Every(PeriodUnit unit, Optional<LocalDate> from, Optional<Span> due, YamlScalar written)
                implements When {}

        /** Once, counted from a day or a moment; {@code pauses}: not while the case waits. */
        record After(YamlScalar date, Span within, boolean pauses) implements When {}
    }

    /** What meets it. */
    sealed interface Met {
        /** Records. */
        record By(Selection records, Optional<YamlScalar> measure) implements Met {}

        /** A date of the subject. */
        record On(YamlScalar date) implements Met {}
    }
}
