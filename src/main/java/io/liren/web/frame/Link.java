package io.liren.web.frame;

/** Words that lead somewhere. */
public record Link(String text, String href) {}
