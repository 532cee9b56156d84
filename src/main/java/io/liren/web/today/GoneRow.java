package io.liren.web.today;

/**
 * What is left in a row's place after its act was waived: a word, and the way back.
 *
 * @param undo the address (POST) that takes it back
 */
public record GoneRow(String text, String undo) {}
