package io.liren.calendar;

/** The holiday data can't be used: a file can't be read, or a day lies outside the years that are counted. */
public final class CalendarException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CalendarException(String message) {
        super(message);
    }

    CalendarException(String message, Throwable cause) {
        super(message, cause);
    }
}
