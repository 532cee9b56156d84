package io.liren.block;

import io.liren.rulebook.Rulebook;
import java.time.Instant;

/**
 * A text of a rulebook (制度文本), and from when it ran.
 *
 * @param digest SM3 of the text
 * @param since the moment it was loaded; it ran until the next text of its rulebook was
 */
public record Loaded(Rulebook rulebook, String digest, Instant since) {}
