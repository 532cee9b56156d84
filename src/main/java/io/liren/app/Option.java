package io.liren.app;

import io.liren.wording.Label;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An option of a command.
 *
 * @param name without the dashes
 * @param value what follows it
 * @param help what it does
 */
public record Option(String name, Value value, Label help) {
    /** What follows an option. */
    public enum Value {
        /** Nothing: it is there or not. */
        NONE(""),
        /** Any text. */
        TEXT("TEXT"),
        /** A file or folder. */
        PATH("PATH"),
        /** A port; 0 = any that is free. */
        PORT("N"),
        /** A whole number from 1. */
        COUNT("N"),
        /** A calendar date. */
        DATE("YYYY-MM-DD"),
        /** The address of a database. */
        ADDRESS("URL");

        private final String shown;

        Value(String shown) {
            this.shown = shown;
        }

        /** What is wrong with a text as such a value, if anything. */
        Optional<Label> objection(String text) {
            return switch (this) {
                case NONE -> Optional.of(new Label("不带值", "takes no value"));
                case TEXT -> Optional.empty();
                case PATH -> isPath(text) ? Optional.empty() : Optional.of(new Label("需要一个路径", "needs a path"));
                case PORT ->
                    isWhole(text, 0, 65_535)
                            ? Optional.empty()
                            : Optional.of(new Label("需要 0 到 65535 的端口号", "needs a port from 0 to 65535"));
                case COUNT ->
                    isWhole(text, 1, 1_000_000)
                            ? Optional.empty()
                            : Optional.of(new Label("需要一个从 1 起的整数", "needs a whole number from 1"));
                case DATE ->
                    isDate(text)
                            ? Optional.empty()
                            : Optional.of(new Label("需要一个日期,如 2026-10-02", "needs a date such as 2026-10-02"));
                case ADDRESS ->
                    text.contains("://")
                            ? Optional.empty()
                            : Optional.of(new Label(
                                    "需要一个地址,如 postgresql://用户:密码@主机/数据库",
                                    "needs an address such as postgresql://user:password@host/database"));
            };
        }

        private static boolean isPath(String text) {
            try {
                return !text.isBlank() && !Path.of(text).toString().isEmpty();
            } catch (InvalidPathException e) {
                return false;
            }
        }

        private static boolean isWhole(String text, int least, int most) {
            try {
                int number = Integer.parseInt(text);
                return number >= least && number <= most;
            } catch (NumberFormatException e) {
                return false;
            }
        }

        private static boolean isDate(String text) {
            try {
                return LocalDate.parse(text).getYear() > 1900;
            } catch (DateTimeException e) {
                return false;
            }
        }
    }

    /** The data folder. */
    public static final Option HOME =
            new Option("home", Value.PATH, new Label("数据目录", "the folder that holds the data"));
    /** Where the pages are served. */
    public static final Option PORT =
            new Option("port", Value.PORT, new Label("网页端口(0 为任意空闲端口)", "the port of the pages (0 = any free one)"));
    /** An external PostgreSQL. */
    public static final Option DATABASE = new Option(
            "database",
            Value.ADDRESS,
            new Label("使用已有的 PostgreSQL 18", "use a running PostgreSQL 18 instead of the embedded one"));
    /** The day that counts as today. */
    public static final Option TODAY = new Option("today", Value.DATE, new Label("以这一天为今天", "take this day as today"));
    /** For scripts. */
    public static final Option JSON = new Option("json", Value.NONE, new Label("以 JSON 输出", "print JSON for scripts"));
    /** Warnings count as errors. */
    public static final Option STRICT =
            new Option("strict", Value.NONE, new Label("警告也算错误", "warnings count as errors"));
    /** A file that holds a passphrase. */
    public static final Option PASSPHRASE = new Option(
            "passphrase",
            Value.PATH,
            new Label("口令所在的文件,用它加密或解密", "the file with the passphrase that seals or opens it"));
    /** What is there gives way. */
    public static final Option REPLACE =
            new Option("replace", Value.NONE, new Label("替换已有的内容(先自动备份)", "replace what is there (backed up first)"));
    /** Heads kept elsewhere. */
    public static final Option HEAD =
            new Option("head", Value.PATH, new Label("与另处保存的链头比对", "hold the chains against heads kept elsewhere"));
    /** How many communities to generate. */
    public static final Option COMMUNITIES =
            new Option("communities", Value.COUNT, new Label("生成的社区数", "how many communities to generate"));
    /** Over how many of them the slowest way goes. */
    public static final Option LOOP_COMMUNITIES = new Option(
            "loop-communities", Value.COUNT, new Label("JVM 循环的社区数", "over how many of them the loop in the JVM goes"));
    /** One rulebook of all. */
    public static final Option RULEBOOK =
            new Option("rulebook", Value.TEXT, new Label("只看这本制度", "this rulebook alone"));
    /** How many rows to invent. */
    public static final Option ROWS = new Option("rows", Value.COUNT, new Label("造多少行", "how many rows to invent"));
    /** How many entries are made one after another. */
    public static final Option ENTRIES =
            new Option("entries", Value.COUNT, new Label("登记多少条", "how many entries to make"));
    /** How often something is measured. */
    public static final Option RUNS = new Option("runs", Value.COUNT, new Label("测量次数", "how often it is measured"));

    /** As help shows it, such as {@code --port N}. */
    public String shown() {
        return "--" + name + (value == Value.NONE ? "" : " " + value.shown);
    }
}
