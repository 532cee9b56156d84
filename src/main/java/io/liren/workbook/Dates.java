package io.liren.workbook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Which numbers are dates: by the format of their style.
 *
 * @param styles by the number of a style, whether it shows a date
 * @param from1904 whether days are counted from 1904, as old Macs did
 */
record Dates(List<Boolean> styles, boolean from1904) {
    private static final LocalDate FROM_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate FROM_1904 = LocalDate.of(1904, 1, 1);
    private static final BigDecimal LAST = BigDecimal.valueOf(2_958_465);
    private static final BigDecimal DAY_SECONDS = BigDecimal.valueOf(86_400);

    static Dates of(XMLStreamReader xml, boolean from1904) throws XMLStreamException {
        Map<Integer, String> formats = new HashMap<>();
        List<Boolean> styles = new ArrayList<>();
        boolean inStyles = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("cellXfs")) {
                inStyles = false;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "cellXfs" -> inStyles = true;
                case "numFmt" ->
                    formats.put(
                            Integer.parseInt(Columns.attribute(xml, "numFmtId")), Columns.attribute(xml, "formatCode"));
                case "xf" -> {
                    if (inStyles) {
                        String id = Columns.attribute(xml, "numFmtId");
                        int format = id.isEmpty() ? 0 : Integer.parseInt(id);
                        styles.add(isDate(format, formats.getOrDefault(format, "")));
                    }
                }
                default -> {}
            }
        }
        return new Dates(List.copyOf(styles), from1904);
    }

    private static boolean isDate(int format, String code) {
        if (!code.isEmpty()) {
            String plain =
                    code.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.", "").toLowerCase(java.util.Locale.ROOT);
            return plain.contains("y") || plain.contains("d") || plain.contains("m") || plain.contains("h");
        }
        // The built-in formats, those of Chinese Excel included.
        return (format >= 14 && format <= 22)
                || (format >= 27 && format <= 36)
                || (format >= 45 && format <= 47)
                || (format >= 50 && format <= 58);
    }

    boolean isDate(int style) {
        return style >= 0 && style < styles.size() && styles.get(style);
    }

    /** A date, with its time if it has one; empty if the number is none. */
    Optional<String> text(BigDecimal serial) {
        if (serial.signum() <= 0 || serial.compareTo(LAST) > 0) {
            return Optional.empty();
        }
        long days = serial.longValue();
        long seconds = serial.subtract(BigDecimal.valueOf(days))
                .multiply(DAY_SECONDS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        LocalDate day = (from1904 ? FROM_1904 : FROM_1900).plusDays(days);
        if (seconds == 0) {
            return Optional.of(day.toString());
        }
        LocalDateTime moment = day.atStartOfDay().plusSeconds(seconds);
        String time = String.format("%02d:%02d", moment.getHour(), moment.getMinute());
        return Optional.of(days == 0 ? time : moment.toLocalDate() + " " + time);
    }
}
