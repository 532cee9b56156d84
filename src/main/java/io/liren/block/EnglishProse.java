package io.liren.block;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the quantities that an English text states: every quarter, yearly, twice, within three days, 3 to 5 households,
 * two thirds. A number without a unit, as in "within thirty", is found too, with no unit.
 */
final class EnglishProse {
    private static final Map<String, Integer> ONES = Map.ofEntries(
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("first", 1),
            Map.entry("second", 2),
            Map.entry("fourth", 4),
            Map.entry("fifth", 5),
            Map.entry("sixth", 6),
            Map.entry("seventh", 7),
            Map.entry("eighth", 8),
            Map.entry("ninth", 9),
            Map.entry("ten", 10),
            Map.entry("tenth", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("eighteen", 18),
            Map.entry("twenty", 20),
            Map.entry("thirty", 30),
            Map.entry("forty", 40),
            Map.entry("fifty", 50),
            Map.entry("sixty", 60),
            Map.entry("seventy", 70),
            Map.entry("eighty", 80),
            Map.entry("ninety", 90),
            Map.entry("hundred", 100));
    private static final String NUMBER =
            "\\d+(?:\\.\\d+)?(?:st|nd|rd|th)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-[a-z]+|one|"
                    + String.join("|", ONES.keySet());
    private static final Pattern PIECE = Pattern.compile(
            "\\b(?:(?:every|each) (?<period>week|month|quarter|half-year|year)\\b|(?<adverb>weekly|monthly|quarterly|half-yearly|yearly|annually)\\b"
                    + "|(?<=(?:once|twice|times|hours) )a (?<a>week|month|quarter|half-year|year)\\b"
                    + "|(?<twice>twice)\\b|(?<part>" + NUMBER + ") thirds?\\b|(?<half>half) (?:of|the)\\b"
                    + "|(?<number>" + NUMBER + ")(?![\\w-])(?: to (?<upto>" + NUMBER + ")\\b)?"
                    + "(?:(?<percent>%| per ?cent\\b)| (?<unit>working days?|minutes?|hours?|days?|weeks?|months?|years?|times?|yuan)\\b)?)",
            Pattern.CASE_INSENSITIVE);

    private EnglishProse() {}

    /** A quantity, or a bare number: then what it counts is unknown. */
    record Found(Optional<Quantity.Unit> unit, BigDecimal value, int start, String written) {
        boolean fits(Quantity.Unit other, BigDecimal otherValue) {
            boolean same = value.compareTo(otherValue) == 0;
            return unit.map(u -> u == other && same)
                    .orElse(same
                            || other == Quantity.Unit.MONTHS
                                    && value.multiply(BigDecimal.valueOf(12)).compareTo(otherValue) == 0);
        }
    }

    /** The quantities of a text, in order; a bare "one" is none. */
    static List<Found> said(String text) {
        List<Found> found = new ArrayList<>();
        Matcher piece = PIECE.matcher(text);
        while (piece.find()) {
            if (piece.group("period") != null) {
                recurrence(found, piece, piece.group("period"));
            } else if (piece.group("adverb") != null) {
                recurrence(found, piece, piece.group("adverb").replaceFirst("ly$", ""));
            } else if (piece.group("a") != null) {
                recurrence(found, piece, piece.group("a"));
            } else if (piece.group("twice") != null) {
                found.add(new Found(Optional.of(Quantity.Unit.TIMES), BigDecimal.TWO, piece.start(), piece.group()));
            } else if (piece.group("part") != null) {
                found.add(share(piece, number(piece.group("part")), BigDecimal.valueOf(3)));
            } else if (piece.group("half") != null) {
                found.add(share(piece, BigDecimal.ONE, BigDecimal.TWO));
            } else {
                amount(found, piece);
            }
        }
        return found;
    }

    private static void recurrence(List<Found> found, Matcher piece, String period) {
        Quantity.Unit unit = switch (period.toLowerCase(Locale.ROOT)) {
            case "week" -> Quantity.Unit.EVERY_WEEK;
            case "month" -> Quantity.Unit.EVERY_MONTH;
            case "quarter" -> Quantity.Unit.EVERY_QUARTER;
            case "half-year" -> Quantity.Unit.EVERY_HALF_YEAR;
            default -> Quantity.Unit.EVERY_YEAR;
        };
        found.add(new Found(Optional.of(unit), BigDecimal.ONE, piece.start(), piece.group()));
    }

    private static Found share(Matcher piece, BigDecimal part, BigDecimal whole) {
        return new Found(Optional.of(Quantity.Unit.SHARE), Quantity.share(part, whole), piece.start(), piece.group());
    }

    private static void amount(List<Found> found, Matcher piece) {
        String word = piece.group("unit") == null ? "" : piece.group("unit").toLowerCase(Locale.ROOT);
        Optional<Quantity.Unit> unit = piece.group("percent") != null
                ? Optional.of(Quantity.Unit.PERCENT)
                : switch (word.replaceFirst("s$", "")) {
                    case "" -> Optional.<Quantity.Unit>empty();
                    case "working day" -> Optional.of(Quantity.Unit.WORKDAYS);
                    case "week" -> Optional.of(Quantity.Unit.DAYS);
                    default -> Optional.of(Quantity.Unit.of(word));
                };
        BigDecimal factor = BigDecimal.valueOf(word.startsWith("year") ? 12 : word.startsWith("week") ? 7 : 1);
        for (String group : List.of("number", "upto")) {
            String written = piece.group(group);
            if (written != null && !(unit.isEmpty() && number(written).compareTo(BigDecimal.ONE) == 0)) {
                found.add(new Found(
                        unit,
                        number(written).multiply(factor),
                        piece.start(group),
                        written + (word.isEmpty() ? "" : " " + word)));
            }
        }
    }

    private static BigDecimal number(String written) {
        String word = written.toLowerCase(Locale.ROOT);
        if (Character.isDigit(word.charAt(0))) {
            return new BigDecimal(word.replaceFirst("[a-z]+$", ""));
        }
        int hyphen = word.indexOf('-');
        return hyphen < 0
                ? BigDecimal.valueOf(ONES.getOrDefault(word, 1))
                : number(word.substring(0, hyphen)).add(number(word.substring(hyphen + 1)));
    }
}
