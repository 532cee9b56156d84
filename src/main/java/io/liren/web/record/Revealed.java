package io.liren.web.record;

/** A masked value that was asked for. {@code note} says that the look is on record. */
public record Revealed(String value, String note) {}
