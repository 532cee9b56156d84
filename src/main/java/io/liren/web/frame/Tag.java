package io.liren.web.frame;

/** A state in words, with its tone. */
public record Tag(String text, Tone tone) {}
