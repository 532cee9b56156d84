package io.liren.appraisal;

import io.liren.block.Artefact;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.calendar.Period;
import io.liren.calendar.PeriodUnit;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An appraisal (考评) as it runs.
 *
 * @param of the register of what is appraised
 * @param sheet the register of the sheets, which know {@code total}, {@code full}, {@code unscored} and each item's points
 * @param subject the sheet's field that leads to what is appraised
 * @param scores the register of what people scored, full id; empty if nobody scores anything
 * @param duties the duty to conclude a sheet, by period
 */
public record Appraisal(
        Place place,
        Shape of,
        Shape sheet,
        String subject,
        List<Item> items,
        Optional<Shape> scores,
        Map<PeriodUnit, String> duties,
        Names names)
        implements Artefact {
    /**
     * An item (考评项目).
     *
     * @param weight its full marks, over a sheet
     * @param share what the facts give, over a sheet; empty if people score it
     * @param scoredBy the posts that score it, full ids
     */
    public record Item(String name, Label label, Checked weight, Optional<Checked> share, List<String> scoredBy) {
        /** The sheet's field with its points. */
        public String points() {
            return AppraisalKind.points(name);
        }
    }

    /** An item by name. */
    public Optional<Item> item(String name) {
        return items.stream().filter(i -> i.name().equals(name)).findFirst();
    }

    /** The period that a year and the part of it mean. */
    public static Period period(int year, String part) {
        return switch (part) {
            case AppraisalReader.FIRST -> Period.containing(PeriodUnit.HALF_YEAR, LocalDate.of(year, 1, 1));
            case AppraisalReader.SECOND -> Period.containing(PeriodUnit.HALF_YEAR, LocalDate.of(year, 7, 1));
            default -> Period.containing(PeriodUnit.YEAR, LocalDate.of(year, 1, 1));
        };
    }

    /** The part of its year that a period is. */
    public static String part(Period period) {
        return period.unit() == PeriodUnit.YEAR
                ? AppraisalReader.WHOLE
                : period.start().getMonthValue() == 1 ? AppraisalReader.FIRST : AppraisalReader.SECOND;
    }
}
