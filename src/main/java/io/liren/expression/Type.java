package io.liren.expression;

import io.liren.wording.Label;
import java.util.List;

/** What kind of value an expression gives. Every value may be missing, lists excepted: a missing list is an empty one. */
public sealed interface Type {
    Type BOOL = new Bool();
    Type WHOLE = new Whole();
    Type DECIMAL = new Decimal();
    Type TEXT = new Text();
    Type DATE = new Date();
    Type TIME = new Time();
    Type MOMENT = new Moment();
    Type BANDS = new Bands();

    /** Who signs in (账号): told apart by id, and without fields of its own. */
    Rec ACCOUNT = new Rec("account");

    /** Yes or no (是否). */
    record Bool() implements Type {}

    /** A whole number (整数), as large as it needs to be. */
    record Whole() implements Type {}

    /** A decimal number (小数), also an amount of money in yuan. */
    record Decimal() implements Type {}

    /** Text (文字). It is compared for equality, never ordered: the order of Chinese depends on a collation. */
    record Text() implements Type {}

    /**
     * One of several words (选项).
     *
     * @param options their keys; comparing with another word is a mistake
     */
    record Choice(List<String> options) implements Type {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /** A calendar day (日期) in the community's time zone. */
    record Date() implements Type {}

    /** A time of day (时刻), to the minute. */
    record Time() implements Type {}

    /** A point in time (时间). */
    record Moment() implements Type {}

    /**
     * A record (记录) of a register.
     *
     * @param register its full id, such as {@code rulebook.register}
     */
    record Rec(String register) implements Type {}

    /** Several values (列表). */
    record ListOf(Type element) implements Type {}

    /** A table of rates by bands (分档). */
    record Bands() implements Type {}

    /** Whether it is whole or decimal. */
    default boolean numeric() {
        return this instanceof Whole || this instanceof Decimal;
    }

    /** Whether it is text or a choice. */
    default boolean textual() {
        return this instanceof Text || this instanceof Choice;
    }

    /** Whether {@code <} and its kin have a meaning. */
    default boolean ordered() {
        return numeric() || this instanceof Date || this instanceof Time || this instanceof Moment;
    }

    /** Whether a value of the other type may be compared with one of this, or stand in its place. */
    default boolean meets(Type other) {
        if (numeric() && other.numeric() || textual() && other.textual()) {
            return true;
        }
        if (this instanceof ListOf(Type mine) && other instanceof ListOf(Type theirs)) {
            return mine.meets(theirs);
        }
        return equals(other);
    }

    /** For people. */
    default Label words() {
        return switch (this) {
            case Bool() -> new Label("是否", "a yes or no");
            case Whole() -> new Label("整数", "a whole number");
            case Decimal() -> new Label("数", "a number");
            case Text() -> new Label("文字", "a text");
            case Choice(var options) -> new Label("选项", "a choice");
            case Date() -> new Label("日期", "a date");
            case Time() -> new Label("时刻", "a time of day");
            case Moment() -> new Label("时间点", "a point in time");
            case Rec(String register) -> {
                String name = register.substring(register.lastIndexOf('.') + 1);
                yield new Label("一条 " + name + " 记录", "a record of " + name);
            }
            case ListOf(Type element) -> {
                Label inner = element.words();
                yield new Label("列表（" + inner.zh() + "）", "a list (of " + inner.en() + ")");
            }
            case Bands() -> new Label("分档表", "a table of bands");
        };
    }
}
