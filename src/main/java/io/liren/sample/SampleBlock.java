package io.liren.sample;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.calendar.PeriodUnit;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sample (抽查) as written.
 *
 * @param of the entries it is drawn from
 * @param percent how many hundredths of them
 * @param atLeast how many at least, as far as there are so many
 * @param drawnWithin days after the period's end in which they are drawn
 * @param checkedWithin days after the draw in which they are checked
 * @param correctedWithin days after the check in which what differs is put right
 * @param seeds the register of the seeds told and the draws made
 * @param picks the register of the entries drawn
 * @param findings the register of what was found in the field
 */
record SampleBlock(
        Place place,
        PeriodUnit every,
        YamlScalar everyWritten,
        List<Selection> of,
        YamlScalar percent,
        int atLeast,
        YamlScalar drawnWithin,
        YamlScalar checkedWithin,
        YamlScalar correctedWithin,
        Optional<LocalDate> from,
        YamlScalar drawnBy,
        List<YamlScalar> verifiedBy,
        List<YamlScalar> waivableBy,
        RegisterBlock seeds,
        RegisterBlock picks,
        RegisterBlock findings)
        implements Block {
    @Override
    public List<String> registers() {
        return Stream.of(seeds, picks, findings)
                .flatMap(r -> r.registers().stream())
                .toList();
    }

    /** The duty to tell the seed. */
    Place seeding() {
        return duty("seed", new Label("公布种子", "tell the seed"));
    }

    /** The duty to check what was drawn. */
    Place checking() {
        return duty("checked", new Label("现场核实", "check in the field"));
    }

    /** The duty to put right what differs. */
    Place correcting() {
        return duty("corrected", new Label("更正不符的登记", "put right what differs"));
    }

    private Place duty(String what, Label label) {
        return new Place(
                place.rulebook(),
                place.clause(),
                place.name() + "-" + what,
                place.label().plus(new Label(":" + label.zh(), ": " + label.en())),
                place.position());
    }
}
