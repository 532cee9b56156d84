package io.liren.register;

import io.liren.calendar.Today;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value in words, for pages and prints. */
public final class FieldWords {
    private static final BigDecimal UNGROUPED = BigDecimal.valueOf(10_000);

    private FieldWords() {}

    /**
     * A value of a field as people read it.
     *
     * @param titles the titles of records referred to
     * @return empty if it is missing
     */
    public static String of(FieldType type, @Nullable Object value, Language language, Map<UUID, String> titles) {
        return switch (value) {
            case null -> "";
            case Masked masked -> masked.shown();
            case List<?> many ->
                many.stream()
                        .map(item -> of(type, item, language, titles))
                        .collect(Collectors.joining(language == Language.ZH ? "、" : ", "));
            case BigDecimal number when type instanceof FieldType.Money -> Formats.money(number, language);
            // A year or a number of persons reads better without a comma; only large numbers are grouped.
            case BigDecimal number
            when type instanceof FieldType.Whole && number.abs().compareTo(UNGROUPED) < 0 -> number.toPlainString();
            case BigDecimal number -> Formats.decimal(number, language);
            case LocalDate date -> Formats.date(date, language);
            case LocalTime time -> Formats.time(time, language);
            case Instant moment -> Formats.instant(moment, Today.SHANGHAI, language);
            case Boolean yes -> Formats.yesNo(yes, language);
            case UUID id -> titles.getOrDefault(id, "");
            case String text -> {
                Label option = type.choices().get(text);
                yield option == null ? text : option.in(language);
            }
            case Object other -> other.toString();
        };
    }
}
