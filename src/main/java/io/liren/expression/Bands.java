package io.liren.expression;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rates by bands (分档): the first band that reaches an amount gives the rate of the whole amount.
 *
 * @param bands in the order they are tried
 */
public record Bands(List<Band> bands) {
    /**
     * One band.
     *
     * @param upTo the largest amount it is for; missing if it has no end
     */
    public record Band(@Nullable BigDecimal upTo, BigDecimal rate) {}

    public Bands {
        bands = List.copyOf(bands);
    }

    /** The rate for an amount; empty if no band reaches it. */
    public Optional<BigDecimal> rate(BigDecimal amount) {
        for (Band band : bands) {
            BigDecimal upTo = band.upTo();
            if (upTo == null || amount.compareTo(upTo) <= 0) {
                return Optional.of(band.rate());
            }
        }
        return Optional.empty();
    }
}
