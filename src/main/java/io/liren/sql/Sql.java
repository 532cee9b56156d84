package io.liren.sql;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A piece of SQL: text with named holes, and what fills them. A value is bound, a name is an identifier of ours, a part
 * brings its own binds. Text can't be joined from strings by accident: {@link #of} takes only constants.
 */
public final class Sql {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final Set<String> RESERVED = Set.of(
            "all",
            "and",
            "any",
            "array",
            "as",
            "asc",
            "both",
            "case",
            "check",
            "column",
            "current_date",
            "default",
            "desc",
            "distinct",
            "do",
            "else",
            "end",
            "false",
            "for",
            "foreign",
            "from",
            "grant",
            "group",
            "having",
            "in",
            "into",
            "is",
            "left",
            "like",
            "limit",
            "not",
            "null",
            "of",
            "offset",
            "on",
            "only",
            "or",
            "order",
            "primary",
            "references",
            "right",
            "row",
            "select",
            "some",
            "table",
            "then",
            "to",
            "true",
            "union",
            "unique",
            "user",
            "using",
            "when",
            "where",
            "window",
            "with",
            "year",
            "month",
            "day",
            "hour",
            "minute",
            "second",
            "date",
            "time",
            "values",
            "position",
            "between",
            "exists",
            "join",
            "natural",
            "session_user");
    private static final Sql EMPTY = new Sql(List.of());

    /** The constants of the program, each read once. */
    private static final Map<String, Sql> READ = new ConcurrentHashMap<>();

    private sealed interface Piece {
        record Text(String text) implements Piece {}

        record Bind(@Nullable Object value) implements Piece {}

        record Hole(String name) implements Piece {}
    }

    private final List<Piece> pieces;

    private Sql(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /** SQL with holes such as <code>{name}</code>. A brace that is not a hole is written twice. */
    public static Sql of(@CompileTimeConstant final String text) {
        return READ.computeIfAbsent(text, Sql::parse);
    }

    /**
     * SQL that the compiler of rulebooks has put together from checked parts: identifiers and operators, never anything
     * a person typed. Look hard at each call.
     */
    public static Sql trusted(String text) {
        return new Sql(List.of(new Piece.Text(text)));
    }

    /** An identifier of ours, quoted where SQL would misread it. */
    public static Sql identifier(String name) {
        return trusted(quoted(name));
    }

    /** One bound value. */
    public static Sql bind(@Nullable Object value) {
        return new Sql(List.of(new Piece.Bind(value)));
    }

    /** Nothing. */
    public static Sql empty() {
        return EMPTY;
    }

    /** The parts one after the other with a constant between them. */
    public static Sql join(@CompileTimeConstant final String between, List<Sql> parts) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                pieces.add(new Piece.Text(between));
            }
            pieces.addAll(parts.get(i).pieces);
        }
        return new Sql(List.copyOf(pieces));
    }

    private static Sql parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '{' && i + 1 < text.length() && text.charAt(i + 1) != '{') {
                int end = text.indexOf('}', i);
                if (end < 0) {
                    throw new IllegalArgumentException("a hole is not closed: " + text.substring(i));
                }
                if (!plain.isEmpty()) {
                    pieces.add(new Piece.Text(plain.toString()));
                    plain.setLength(0);
                }
                pieces.add(new Piece.Hole(text.substring(i + 1, end)));
                i = end + 1;
            } else {
                plain.append(c);
                i += (c == '{' || c == '}') && i + 1 < text.length() && text.charAt(i + 1) == c ? 2 : 1;
            }
        }
        if (!plain.isEmpty()) {
            pieces.add(new Piece.Text(plain.toString()));
        }
        return new Sql(List.copyOf(pieces));
    }

    /** Fills a hole with an identifier of ours. */
    public Sql name(String hole, String identifier) {
        return part(hole, identifier(identifier));
    }

    /** Fills a hole with a bound value; see {@link Database} for the types it can bind. */
    public Sql value(String hole, @Nullable Object value) {
        return part(hole, bind(value));
    }

    /** Fills a hole with SQL that brings its own binds; it may have holes of its own. */
    public Sql part(String hole, Sql part) {
        List<Piece> filled = new ArrayList<>();
        boolean found = false;
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Hole(String name) && name.equals(hole)) {
                filled.addAll(part.pieces);
                found = true;
            } else {
                filled.add(piece);
            }
        }
        if (!found) {
            throw new IllegalArgumentException("no hole {" + hole + "} in: " + this);
        }
        return new Sql(List.copyOf(filled));
    }

    /** This, then another. */
    public Sql then(Sql next) {
        List<Piece> both = new ArrayList<>(pieces);
        both.addAll(next.pieces);
        return new Sql(List.copyOf(both));
    }

    /** Whether there is no text at all. */
    public boolean isEmpty() {
        return pieces.isEmpty();
    }

    /** The text for JDBC, a question mark for each bind. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Text(String plain) -> text.append(plain);
                case Piece.Bind ignored -> text.append('?');
                case Piece.Hole(String name) ->
                    throw new IllegalStateException("the hole {" + name + "} is not filled in: " + this);
            }
        }
        return text.toString();
    }

    /** The bound values in the order of the question marks. */
    public List<@Nullable Object> binds() {
        List<@Nullable Object> binds = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Bind(Object value)) {
                binds.add(value);
            }
        }
        return binds;
    }

    /** For people and golden files: numbered binds, and their values below. */
    public String readable() {
        StringBuilder text = new StringBuilder();
        StringJoiner values = new StringJoiner("\n", "\n", "\n").setEmptyValue("");
        int number = 0;
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Text(String plain) -> text.append(plain);
                case Piece.Bind(Object value) -> {
                    number++;
                    text.append(':').append(number);
                    values.add("-- :" + number + " = " + shown(value));
                }
                case Piece.Hole(String name) -> text.append('{').append(name).append('}');
            }
        }
        return text.toString().strip() + values;
    }

    private static String shown(@Nullable Object value) {
        return value instanceof Object[] many ? List.of(many).toString() : String.valueOf(value);
    }

    @Override
    public String toString() {
        return readable();
    }

    static String quoted(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not an identifier of ours: " + name);
        }
        return RESERVED.contains(name) ? '"' + name + '"' : name;
    }
}
