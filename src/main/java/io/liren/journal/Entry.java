package io.liren.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * One entry of the journal (流水): who changed what, when and why. It is never changed or removed.
 *
 * @param at the moment, kept to the microsecond
 * @param post the post the actor wrote by, full id; empty if none
 * @param register the register's full id, or what else was written, such as a parameter
 * @param record the record's id
 * @param content canonical JSON with the fields changed, {@code after} and {@code before}; sensitive values sealed
 * @param reason empty where none is asked
 */
public record Entry(
        Instant at, UUID actor, String post, Kind kind, String register, UUID record, String content, String reason) {
    /** What kind of change it was. */
    public enum Kind {
        /** A new record (登记). */
        ENTER,
        /** A record put right (更正). */
        CORRECT,
        /** A record declared void (作废). */
        VOID,
        /** A step of a procedure (环节). */
        STEP,
        /** A parameter or another setting (设置). */
        SETTING,
        /** An occurrence waived (免除). */
        WAIVE,
        /** The sensitive values of a person erased (删除). */
        ERASE
    }
}
