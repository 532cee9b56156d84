package io.liren.importing;

import java.util.Optional;
import java.util.UUID;

/**
 * A file that someone has brought, until it is taken in.
 *
 * @param rows how many lines of that sheet are not blank
 * @param plan what was confirmed last; empty: nothing yet
 */
public record Upload(UUID id, String register, String name, byte[] content, int rows, Optional<Plan> plan) {}
