package io.liren.limit;

import io.liren.block.Artefact;
import io.liren.block.Place;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;

/**
 * A limit (限制) as it runs.
 *
 * @param register the register whose records are judged
 * @param breaches selects the ids of the records of a community that break it
 */
public record Limit(Place place, String register, boolean blocks, Label says, Function<When, Sql> breaches)
        implements Artefact {
    /** In which community and on which day, at which moment, the records are judged. */
    public record When(UUID community, LocalDate today, Instant now) {}
}
