package io.liren.register;

import io.liren.expression.Type;
import io.liren.schema.ColumnType;
import io.liren.wording.Label;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What kind of value a field (字段) holds. */
public sealed interface FieldType {
    /**
     * Text (文本).
     *
     * @param lines whether it may run over several lines
     */
    record Text(boolean lines) implements FieldType {}

    /** A whole number (整数). */
    record Whole() implements FieldType {}

    /** A decimal number (小数). */
    record Decimal() implements FieldType {}

    /** Yuan with two decimals (金额). */
    record Money() implements FieldType {}

    /** A calendar date (日期). */
    record Date() implements FieldType {}

    /** A time of day (时间), to the minute. */
    record Time() implements FieldType {}

    /** A date and a time (日期和时间), to the minute, where the community is. */
    record Moment() implements FieldType {}

    /**
     * A worker's account (账号).
     *
     * @param of the reference beside it that tells which record the account's holder is
     */
    record Account(Optional<String> of) implements FieldType {}

    /** Yes or no (是否). */
    record Bool() implements FieldType {}

    /** One of some options (单选), by key in order. */
    record Choice(Map<String, Label> options) implements FieldType {
        public Choice {
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }
    }

    /** Any of some options (多选), by key in order. */
    record Choices(Map<String, Label> options) implements FieldType {
        public Choices {
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }
    }

    /** A record of a register (引用), by the register's full id. */
    record Reference(String register) implements FieldType {}

    /** Several records of a register (多个引用), by the register's full id. */
    record References(String register) implements FieldType {}

    /** A file (附件). */
    record Attachment() implements FieldType {}

    /**
     * A citizen's identity number (公民身份号码), GB 11643.
     *
     * @param birth the date field beside it that is filled in from it
     * @param sex the choice field beside it that is filled in from it, with options {@code male} and {@code female}
     */
    record Identity(Optional<String> birth, Optional<String> sex) implements FieldType {}

    /** A telephone number (电话), digits only. */
    record Phone() implements FieldType {}

    /** An address (地址). */
    record Address() implements FieldType {}

    /** The word that names it in a rulebook. */
    default String word() {
        return switch (this) {
            case Text ignored -> "text";
            case Whole ignored -> "integer";
            case Decimal ignored -> "decimal";
            case Money ignored -> "money";
            case Date ignored -> "date";
            case Time ignored -> "time";
            case Moment ignored -> "moment";
            case Account ignored -> "account";
            case Bool ignored -> "boolean";
            case Choice ignored -> "choice";
            case Choices ignored -> "choices";
            case Reference ignored -> "reference";
            case References ignored -> "references";
            case Attachment ignored -> "attachment";
            case Identity ignored -> "identity";
            case Phone ignored -> "phone";
            case Address ignored -> "address";
        };
    }

    /** How it is stored. */
    default ColumnType column() {
        return switch (this) {
            case Text ignored -> ColumnType.TEXT;
            case Identity ignored -> ColumnType.TEXT;
            case Phone ignored -> ColumnType.TEXT;
            case Address ignored -> ColumnType.TEXT;
            case Choice ignored -> ColumnType.TEXT;
            case Whole ignored -> ColumnType.WHOLE;
            case Decimal ignored -> ColumnType.DECIMAL;
            case Money ignored -> ColumnType.MONEY;
            case Date ignored -> ColumnType.DATE;
            case Time ignored -> ColumnType.TIME;
            case Moment ignored -> ColumnType.MOMENT;
            case Account ignored -> ColumnType.UUID;
            case Bool ignored -> ColumnType.BOOLEAN;
            case Choices ignored -> ColumnType.TEXTS;
            case Reference ignored -> ColumnType.UUID;
            case Attachment ignored -> ColumnType.UUID;
            case References ignored -> ColumnType.UUIDS;
        };
    }

    /** The name of the column of a field of this type. */
    default String columnOf(String field) {
        return switch (this) {
            case Reference ignored -> field + "_id";
            case References ignored -> field + "_ids";
            case Text ignored -> field;
            case Whole ignored -> field;
            case Decimal ignored -> field;
            case Money ignored -> field;
            case Date ignored -> field;
            case Time ignored -> field;
            case Moment ignored -> field;
            case Account ignored -> field;
            case Bool ignored -> field;
            case Choice ignored -> field;
            case Choices ignored -> field;
            case Attachment ignored -> field;
            case Identity ignored -> field;
            case Phone ignored -> field;
            case Address ignored -> field;
        };
    }

    /** What expressions see. A file is seen as text that is there or missing. */
    default Type expression() {
        return switch (this) {
            case Text ignored -> Type.TEXT;
            case Identity ignored -> Type.TEXT;
            case Phone ignored -> Type.TEXT;
            case Address ignored -> Type.TEXT;
            case Attachment ignored -> Type.TEXT;
            case Whole ignored -> Type.WHOLE;
            case Decimal ignored -> Type.DECIMAL;
            case Money ignored -> Type.DECIMAL;
            case Date ignored -> Type.DATE;
            case Time ignored -> Type.TIME;
            case Moment ignored -> Type.MOMENT;
            case Account ignored -> Type.ACCOUNT;
            case Bool ignored -> Type.BOOL;
            case Choice(var options) -> new Type.Choice(List.copyOf(options.keySet()));
            case Choices(var options) -> new Type.ListOf(new Type.Choice(List.copyOf(options.keySet())));
            case Reference(String register) -> new Type.Rec(register);
            case References(String register) -> new Type.ListOf(new Type.Rec(register));
        };
    }

    /** The options by key; none if it is no choice. */
    default Map<String, Label> choices() {
        if (this instanceof Choice(var options)) {
            return options;
        }
        return this instanceof Choices(var options) ? options : Map.of();
    }

    /** The register it leads to. */
    default Optional<String> target() {
        if (this instanceof Reference(String register)) {
            return Optional.of(register);
        }
        return this instanceof References(String register) ? Optional.of(register) : Optional.empty();
    }

    /** Whether it holds several values. */
    default boolean many() {
        return column().isMany();
    }

    /** Whether it is a number. */
    default boolean numeric() {
        return this instanceof Whole || this instanceof Decimal || this instanceof Money;
    }
}
