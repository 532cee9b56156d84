package io.liren.sql;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows in the text format of PostgreSQL's COPY, put together value by value. */
public final class CopyText {
    private final StringBuilder text = new StringBuilder(1 << 16);
    private boolean first = true;
    private int rows;

    /** Adds a value to the row: anything that can be bound. */
    public CopyText value(@Nullable Object value) {
        if (!first) {
            text.append('\t');
        }
        first = false;
        switch (value) {
            case null -> text.append("\\N");
            case String plain -> escaped(plain);
            case UUID id -> text.append(id);
            case BigDecimal number -> text.append(number.toPlainString());
            case Boolean flag -> text.append(flag.booleanValue() ? 't' : 'f');
            case byte[] bytes -> text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
            case Enum<?> word -> text.append(word.name());
            case Collection<?> many -> list(many.toArray());
            case Object[] many -> list(many);
            case Object other -> text.append(other);
        }
        return this;
    }

    /** Ends the row. */
    public void end() {
        text.append('\n');
        first = true;
        rows++;
    }

    /** How many rows there are. */
    public int rows() {
        return rows;
    }

    InputStream stream() {
        return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void escaped(String plain) {
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    private void list(@Nullable Object[] items) {
        text.append('{');
        String comma = "";
        for (Object item : items) {
            text.append(comma);
            comma = ",";
            if (item == null) {
                text.append("NULL");
            } else if (item instanceof String plain) {
                text.append('"');
                escaped(plain.replace("\\", "\\\\").replace("\"", "\\\""));
                text.append('"');
            } else {
                text.append(item);
            }
        }
        text.append('}');
    }
}
