package io.liren.sql;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row as it is read: by column name, each in its type. What may be missing is asked for as such. */
public final class Row {
    private final ResultSet rows;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    /** Any column in Java's type for it: UUID, LocalDate, Instant, BigDecimal, String, Boolean, List, byte[]. */
    public @Nullable Object value(String column) {
        try {
            return plain(rows.getObject(column));
        } catch (SQLException e) {
            throw new DatabaseException(e, "reading " + column);
        }
    }

    /** All columns by name, in order. */
    public Map<String, @Nullable Object> all() {
        return read(() -> {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            var columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                all.put(columns.getColumnLabel(i), plain(rows.getObject(i)));
            }
            return all;
        });
    }

    /** Text that is there. */
    public String text(String column) {
        return there(column, textOrNull(column));
    }

    /** Text, or missing. */
    public @Nullable String textOrNull(String column) {
        return read(() -> rows.getString(column));
    }

    /** An id that is there. */
    public UUID uuid(String column) {
        return there(column, uuidOrNull(column));
    }

    /** An id, or missing. */
    public @Nullable UUID uuidOrNull(String column) {
        return read(() -> rows.getObject(column, UUID.class));
    }

    /** A date that is there. */
    public LocalDate date(String column) {
        return there(column, dateOrNull(column));
    }

    /** A date, or missing. */
    public @Nullable LocalDate dateOrNull(String column) {
        return read(() -> rows.getObject(column, LocalDate.class));
    }

    /** A moment that is there. */
    public Instant instant(String column) {
        return there(column, instantOrNull(column));
    }

    /** A moment, or missing. */
    public @Nullable Instant instantOrNull(String column) {
        OffsetDateTime moment = read(() -> rows.getObject(column, OffsetDateTime.class));
        return moment == null ? null : moment.toInstant();
    }

    /** A number that is there. */
    public BigDecimal decimal(String column) {
        return there(column, decimalOrNull(column));
    }

    /** A number, or missing. */
    public @Nullable BigDecimal decimalOrNull(String column) {
        return read(() -> rows.getBigDecimal(column));
    }

    /** A whole number; missing reads as an error. */
    public long whole(String column) {
        return decimal(column).longValueExact();
    }

    /** Yes or no; missing reads as no. */
    public boolean bool(String column) {
        return read(() -> rows.getBoolean(column));
    }

    /** Bytes that are there. */
    public byte[] bytes(String column) {
        return there(column, bytesOrNull(column));
    }

    /** Bytes, or missing. */
    public byte @Nullable [] bytesOrNull(String column) {
        return read(() -> rows.getBytes(column));
    }

    /** The ids of an array; missing reads as none. */
    public List<UUID> uuids(String column) {
        return list(column, UUID.class);
    }

    /** The texts of an array; missing reads as none. */
    public List<String> texts(String column) {
        return list(column, String.class);
    }

    private <T> List<T> list(String column, Class<T> type) {
        return read(() -> {
            Array array = rows.getArray(column);
            List<T> list = new ArrayList<>();
            if (array != null) {
                for (Object item : (Object[]) array.getArray()) {
                    if (item != null) {
                        list.add(type.cast(item));
                    }
                }
            }
            return List.copyOf(list);
        });
    }

    private static @Nullable Object plain(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case java.sql.Date date -> date.toLocalDate();
            case java.sql.Timestamp moment -> moment.toInstant();
            case java.sql.Time time ->
                LocalTime.of(time.toLocalTime().getHour(), time.toLocalTime().getMinute());
            case Integer whole -> BigDecimal.valueOf(whole);
            case Long whole -> BigDecimal.valueOf(whole);
            case Array array -> List.of((Object[]) array.getArray());
            case Object other -> other;
        };
    }

    private static <T> T there(String column, @Nullable T value) {
        return Objects.requireNonNull(value, () -> "the column " + column + " is missing a value");
    }

    private interface Reading<T extends @Nullable Object> {
        T read() throws SQLException;
    }

    private static <T extends @Nullable Object> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException e) {
            throw new DatabaseException(e, "reading a row");
        }
    }
}
