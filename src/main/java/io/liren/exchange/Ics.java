package io.liren.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A calendar (日历) as any phone reads it: iCalendar, RFC 5545, of events that last whole days. */
public final class Ics {
    private static final int LONGEST_LINE = 75;
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Ics() {}

    /**
     * An event.
     *
     * @param uid stays the same as long as it is the same event
     * @param on its day; it takes none of the day's time
     * @param detail more about it; may be empty
     * @param url where it is dealt with
     */
    public record Event(String uid, LocalDate on, String title, String detail, String url) {}

    /** Writes a calendar; {@code made} is when. */
    public static String write(String name, List<Event> events, Instant made) {
        StringBuilder out = new StringBuilder();
        line(out, "BEGIN:VCALENDAR");
        line(out, "VERSION:2.0");
        line(out, "PRODID:-//Liren//Liren 1//ZH");
        line(out, "CALSCALE:GREGORIAN");
        line(out, "METHOD:PUBLISH");
        line(out, "X-WR-CALNAME:" + text(name));
        line(out, "REFRESH-INTERVAL;VALUE=DURATION:PT4H");
        line(out, "X-PUBLISHED-TTL:PT4H");
        for (Event event : events) {
            line(out, "BEGIN:VEVENT");
            line(out, "UID:" + text(event.uid()));
            line(out, "DTSTAMP:" + MOMENT.format(made));
            line(out, "DTSTART;VALUE=DATE:" + DAY.format(event.on()));
            line(out, "DTEND;VALUE=DATE:" + DAY.format(event.on().plusDays(1)));
            line(out, "SUMMARY:" + text(event.title()));
            if (!event.detail().isEmpty()) {
                line(out, "DESCRIPTION:" + text(event.detail()));
            }
            line(out, "URL:" + event.url());
            line(out, "CLASS:PRIVATE");
            line(out, "TRANSP:TRANSPARENT");
            line(out, "END:VEVENT");
        }
        line(out, "END:VCALENDAR");
        return out.toString();
    }

    private static String text(String value) {
        return value.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace(",", "\\,")
                .replace("\r\n", "\n")
                .replace("\r", "\n")
                .replace("\n", "\\n");
    }

    /** A line holds at most 75 bytes; a longer one goes on after a space, never in the middle of a character. */
    private static void line(StringBuilder out, String line) {
        int bytes = 0;
        for (int at = 0; at < line.length(); ) {
            int point = line.codePointAt(at);
            String character = Character.toString(point);
            int size = character.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > LONGEST_LINE) {
                out.append("\r\n ");
                bytes = 1;
            }
            out.append(character);
            bytes += size;
            at += Character.charCount(point);
        }
        out.append("\r\n");
    }
}
