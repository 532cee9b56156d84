package io.liren.sample;

import io.liren.journal.Signing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A draw (抽取): the entries in the order of SM3(seed + id), both as text in UTF-8; the first ones are drawn. Whoever has the
 * seed and the ids draws the same, on any machine.
 */
public final class Draw {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Draw() {}

    /** An entry that may be drawn. */
    public record Candidate(String register, UUID id) {}

    /** An entry and where the draw puts it: in the order of {@code digest}. */
    public record Ordered(Candidate entry, String digest) {}

    /** All entries in the draw's order. */
    public static List<Ordered> order(String seed, List<Candidate> entries) {
        return entries.stream()
                .map(entry -> new Ordered(entry, Signing.digest((seed + entry.id()).getBytes(StandardCharsets.UTF_8))))
                .sorted(Comparator.comparing(Ordered::digest)
                        .thenComparing(o -> o.entry().id()))
                .toList();
    }

    /** How many of them are drawn: so many hundredths, rounded up, at least so many, and never more than there are. */
    public static int size(int entries, BigDecimal percent, int atLeast) {
        int share = percent.multiply(BigDecimal.valueOf(entries))
                .divide(HUNDRED, 0, RoundingMode.CEILING)
                .intValue();
        return Math.min(entries, Math.max(share, atLeast));
    }
}
