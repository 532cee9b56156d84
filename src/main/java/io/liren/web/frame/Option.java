package io.liren.web.frame;

/** One choice: what is sent, what is read, whether it is taken. */
public record Option(String value, String text, boolean chosen) {}
