package io.liren.block;

/** What a new record can be filled in with when a duty asks for it. */
public sealed interface Prefill {
    /** The field of the new record. */
    String field();

    /** With the duty's subject itself. */
    record Subject(String field) implements Prefill {}

    /** With a field of the duty's subject. */
    record SubjectField(String field, String subjectField) implements Prefill {}

    /** With the first day of the period. */
    record PeriodStart(String field) implements Prefill {}

    /** With a fixed value, such as a choice. */
    record Fixed(String field, String value) implements Prefill {}
}
