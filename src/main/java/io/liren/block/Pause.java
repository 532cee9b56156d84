package io.liren.block;

import io.liren.sql.Sql;
import java.util.function.Function;

/**
 * When the clocks of a register's records stand still (停表), as while a case waits for the other side.
 *
 * @param register whose writes tell it, full id
 * @param spans over the row of an alias: selects from_on, until_on, from_at, until_at, the end missing while it lasts
 */
public record Pause(String register, Function<String, Sql> spans) {}
