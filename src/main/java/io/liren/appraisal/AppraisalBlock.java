package io.liren.appraisal;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.calendar.PeriodUnit;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An appraisal (考评) as written.
 *
 * @param of what is appraised
 * @param every half-years, years or both
 * @param dueDays days after a period's end
 * @param sheet the register of its sheets
 * @param scores the register of what people scored; empty if nobody scores anything
 */
record AppraisalBlock(
        Place place,
        Selection of,
        List<Every> every,
        int dueDays,
        Optional<YamlScalar> due,
        YamlScalar owedBy,
        List<Item> items,
        RegisterBlock sheet,
        Optional<RegisterBlock> scores)
        implements Block {
    /** A length of period as written. */
    record Every(PeriodUnit unit, YamlScalar written) {}

    /** An item (考评项目). {@code weight} is its full marks. */
    record Item(YamlScalar name, Label label, YamlScalar weight, By by) {
        String key() {
            return name.text();
        }
    }

    /** Where an item's points come from. */
    sealed interface By {
        /** The facts: a share, 1 for full marks. */
        record Facts(YamlScalar share) implements By {}

        /** People who hold one of these posts. */
        record People(List<YamlScalar> posts) implements By {}
    }

    /** The field of a sheet that leads to what is appraised: its register's bare name. */
    String subject() {
        String name = of.register().text();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The items that people score. */
    List<Item> scored() {
        return items.stream().filter(i -> i.by() instanceof By.People).toList();
    }

    @Override
    public List<String> registers() {
        return Stream.concat(Stream.of(sheet), scores.stream())
                .flatMap(r -> r.registers().stream())
                .toList();
    }
}
