package io.liren.limit;

import io.liren.block.Artefact;
import io.liren.block.Place;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * A limit (限制) as it runs.
 *
 * @param register the register whose records are judged
 * @param breaches selects the ids of the records of a community that break it on a day
 */
public record Limit(Place place, String register, boolean blocks, Label says, BiFunction<UUID, LocalDate, Sql> breaches)
        implements Artefact {}
