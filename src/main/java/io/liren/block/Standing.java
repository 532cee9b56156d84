package io.liren.block;

/** How far a clause (条款) runs. */
public enum Standing {
    /** Its blocks say all of it. */
    EXECUTED,
    /** Its blocks leave something out, and it says what and why. */
    PARTIAL,
    /** It has no block: text for people. */
    NARRATIVE
}
