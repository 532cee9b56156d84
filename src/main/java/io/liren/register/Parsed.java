package io.liren.register;

import io.liren.wording.Label;

/** What a typed text turned out to be. */
public sealed interface Parsed {
    /** A value: text, BigDecimal, LocalDate, LocalTime, Boolean, UUID, or a list of texts or ids. */
    record Value(Object value) implements Parsed {}

    /** Nothing was typed. */
    record Missing() implements Parsed {}

    /** It can't be read; the label says what was expected. */
    record Wrong(Label says) implements Parsed {}
}
