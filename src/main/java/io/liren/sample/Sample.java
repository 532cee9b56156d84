package io.liren.sample;

import io.liren.block.Artefact;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.calendar.PeriodUnit;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import java.util.List;
import java.util.Optional;

/**
 * A sample (抽查) as it runs.
 *
 * @param of the entries it is drawn from
 * @param percent how many hundredths of them
 * @param atLeast how many at least, as far as there are so many
 * @param drawnBy the post that tells the seed and draws, full id
 * @param verifiedBy the posts that check in the field, full ids
 * @param seeds the register of the seeds told and the draws made
 * @param picks the register of the entries drawn
 * @param findings the register of what was found in the field
 */
public record Sample(
        Place place,
        PeriodUnit every,
        List<From> of,
        Checked percent,
        int atLeast,
        String drawnBy,
        List<String> verifiedBy,
        Shape seeds,
        Shape picks,
        Shape findings,
        Names names)
        implements Artefact {
    /** Entries of a register, those of a period. */
    public record From(Shape register, Optional<Checked> where) {}

    public Sample {
        of = List.copyOf(of);
        verifiedBy = List.copyOf(verifiedBy);
    }
}
