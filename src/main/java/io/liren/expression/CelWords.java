package io.liren.expression;

import dev.cel.common.CelIssue;
import io.liren.rulebook.Code;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in people's words what CEL's parser and checker found. */
final class CelWords {
    private static final Pattern OVERLOAD = Pattern.compile(
            "found no matching overload for '([^']+)' applied to '(.*?)'(?: \\(candidates.*)?", Pattern.DOTALL);
    private static final Pattern EXPECTED = Pattern.compile("expected type '([^']+)' but found '([^']+)'");
    private static final Pattern NEAR_TOKEN = Pattern.compile(
            "(?:mismatched input|extraneous input|no viable alternative at input|token recognition error at:) '(.*?)'(?: expecting.*)?",
            Pattern.DOTALL);
    private static final Pattern FULL_WIDTH = Pattern.compile("[“”‘’，。；：（）！？、＝＜＞＆｜【】]");
    private static final Map<String, Label> VERBS = Map.of(
            "_+_", new Label("相加", "be added"),
            "_-_", new Label("相减", "be subtracted"),
            "_*_", new Label("相乘", "be multiplied"),
            "_/_", new Label("相除", "be divided"),
            "_%_", new Label("求余数", "have a remainder"));

    private CelWords() {}

    /** The first thing the parser could not read; what it says after that rarely helps. */
    static void syntax(List<CelIssue> issues, String text, Complaints complaints) {
        CelIssue issue = issues.getFirst();
        int offset = offset(issue, text);
        Matcher full = FULL_WIDTH.matcher(text);
        Matcher token = NEAR_TOKEN.matcher(issue.getMessage());
        String found = token.find() ? token.group(1).strip() : "";
        if (text.startsWith(
                "not ", text.offsetByCodePoints(0, Math.max(0, Math.min(offset, complaints.length()) - 4)))) {
            offset -= 4;
            found = "not";
        }
        if (full.find() && !insideQuotes(text, full.start())) {
            complaints.at(
                    text.codePointCount(0, full.start()),
                    1,
                    Code.SYNTAX,
                    "「" + full.group() + "」是全角符号，这里要半角符号。",
                    "The full-width sign " + full.group() + " can't stand here; use the plain one.");
        } else if (issue.getMessage().contains("at '<EOF>'") || found.startsWith("<EOF>")) {
            complaints.at(complaints.length(), 1, Code.SYNTAX, "表达式没有写完。", "The expression ends too early.");
        } else if (List.of("and", "or", "not").contains(found)) {
            String sign = found.equals("and") ? "&&" : found.equals("or") ? "||" : "!";
            complaints.at(
                    offset,
                    found.length(),
                    Code.SYNTAX,
                    "「" + found + "」要写成 " + sign + "。",
                    found + " is written " + sign + ".");
        } else if (found.startsWith("=") || found.startsWith("&") || found.startsWith("|")) {
            String sign = found.substring(0, 1);
            complaints.at(
                    offset,
                    1,
                    Code.SYNTAX,
                    "「" + sign + "」要写成 " + sign + sign + "。",
                    sign + " is written " + sign + sign + ".");
        } else if (found.isEmpty()) {
            complaints.at(
                    offset,
                    1,
                    Code.SYNTAX,
                    "表达式读不懂：" + issue.getMessage() + "。",
                    "The expression can't be read: " + issue.getMessage() + ".");
        } else {
            complaints.at(
                    offset,
                    found.codePointCount(0, found.length()),
                    Code.SYNTAX,
                    "这里读不懂「" + found + "」。",
                    found + " can't be understood here.");
        }
    }

    private static boolean insideQuotes(String text, int end) {
        char open = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (open == 0 && (c == '"' || c == '\'')) {
                open = c;
            } else if (c == open) {
                open = 0;
            }
        }
        return open != 0;
    }

    /** A mistake of types. Unknown names were told before. */
    static void type(CelIssue issue, String text, Complaints complaints) {
        int offset = offset(issue, text);
        String message = issue.getMessage();
        if (issue.getExprId() > Evened.COPIES
                || message.startsWith("undeclared reference")
                || message.startsWith("undefined field")) {
            return;
        }
        Matcher overload = OVERLOAD.matcher(message);
        Matcher expected = EXPECTED.matcher(message);
        if (overload.matches()) {
            overload(overload.group(1), overload.group(2), offset, text, complaints);
        } else if (expected.find()) {
            Label wanted = words(expected.group(1));
            Label found = words(expected.group(2));
            complaints.at(
                    offset,
                    1,
                    Code.WRONG_TYPE,
                    "这里要" + wanted.zh() + "，而不是" + found.zh() + "。",
                    "Here " + wanted.en() + " is needed, not " + found.en() + ".");
        } else if (message.contains("cannot be range of a comprehension")) {
            complaints.at(
                    offset,
                    1,
                    Code.WRONG_TYPE,
                    "exists、all、filter 和 map 只用于列表。",
                    "exists, all, filter and map are for lists only.");
        } else if (!complaints.any()) {
            complaints.at(
                    offset,
                    1,
                    Code.WRONG_TYPE,
                    "表达式不成立：" + message + "。",
                    "The expression doesn't hold together: " + message + ".");
        }
    }

    private static void overload(String function, String applied, int offset, String text, Complaints complaints) {
        boolean member = applied.matches("(?s).*\\.\\(.*\\)");
        int open = member ? applied.indexOf(".(") : -1;
        String inner = applied.substring(member ? open + 2 : 1, applied.length() - 1);
        List<String> types = split(inner);
        if (member) {
            types.addFirst(applied.substring(0, open));
        }
        if (types.contains("error") || types.contains("*error*")) {
            return;
        }
        List<Label> words = types.stream().map(CelWords::words).toList();
        if (function.matches("_(<|<=|>|>=|==|!=)_")) {
            compared(function, words, types, offset, complaints);
        } else if (VERBS.containsKey(function)) {
            Label verb = VERBS.get(function);
            boolean step = function.equals("_+_") && types.contains("date");
            complaints.at(
                    offset,
                    1,
                    Code.WRONG_TYPE,
                    words.get(0).zh() + "和" + words.get(1).zh() + "不能" + verb.zh() + "。"
                            + (step ? "日期要用 addDays(n)。" : ""),
                    capital(words.get(0).en()) + " and " + words.get(1).en() + " can't " + verb.en() + "."
                            + (step ? " A date takes addDays(n)." : ""));
        } else if (function.equals("@in")) {
            complaints.at(
                    offset,
                    2,
                    Code.WRONG_TYPE,
                    words.get(0).zh() + "不会在" + words.get(1).zh() + "里。",
                    capital(words.get(0).en()) + " can't be in " + words.get(1).en() + ".");
        } else if (function.equals("_?_:_")) {
            complaints.at(
                    offset,
                    1,
                    Code.WRONG_TYPE,
                    "? 前要一个条件，两个结果要同类；这里是" + words.get(0).zh() + "、"
                            + words.get(1).zh() + "和" + words.get(2).zh() + "。",
                    "Before ? stands a condition, and both results are of one kind; here are "
                            + words.get(0).en() + ", " + words.get(1).en() + " and "
                            + words.get(2).en() + ".");
        } else if (function.equals("_&&_") || function.equals("_||_") || function.equals("!_")) {
            Label wrong = types.getFirst().equals("bool") ? words.getLast() : words.getFirst();
            complaints.at(
                    offset,
                    function.equals("!_") ? 1 : 2,
                    Code.WRONG_TYPE,
                    "这里要条件，而不是" + wrong.zh() + "。",
                    "A condition is needed here, not " + wrong.en() + ".");
        } else {
            called(function, words, find(text, function, offset, -1), complaints);
        }
    }

    private static void compared(
            String function, List<Label> words, List<String> types, int offset, Complaints complaints) {
        boolean order = !function.equals("_==_") && !function.equals("_!=_");
        int length = function.length() - 2;
        if (order && types.getFirst().equals(types.getLast())) {
            complaints.at(
                    offset,
                    length,
                    Code.WRONG_TYPE,
                    words.getFirst().zh() + "没有大小先后。",
                    capital(words.getFirst().en()) + " has no order.");
        } else {
            complaints.at(
                    offset,
                    length,
                    Code.WRONG_TYPE,
                    words.getFirst().zh() + "和" + words.getLast().zh() + "不能比较。",
                    capital(words.getFirst().en()) + " and " + words.getLast().en() + " can't be compared.");
        }
    }

    private static void called(String function, List<Label> words, int offset, Complaints complaints) {
        StringBuilder zh = new StringBuilder();
        StringBuilder en = new StringBuilder();
        for (Label word : words) {
            zh.append(zh.isEmpty() ? "" : "、").append(word.zh());
            en.append(en.isEmpty() ? "" : ", ").append(word.en());
        }
        complaints.at(
                offset,
                function.length(),
                Code.WRONG_TYPE,
                function + " 不能用于" + (words.isEmpty() ? "空括号" : zh) + "。",
                function + " can't be used with " + (words.isEmpty() ? "nothing" : en) + ".");
    }

    private static List<String> split(String types) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= types.length(); i++) {
            char c = i < types.length() ? types.charAt(i) : ',';
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                String part = types.substring(start, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            }
        }
        return parts;
    }

    private static Label words(String type) {
        return switch (type) {
            case "bool" -> Type.BOOL.words();
            case "int" -> Type.WHOLE.words();
            case "double" -> Type.DECIMAL.words();
            case "string" -> Type.TEXT.words();
            case "date" -> Type.DATE.words();
            case "time" -> Type.TIME.words();
            case "moment" -> Type.MOMENT.words();
            case "bands" -> Type.BANDS.words();
            case "null", "null_type" -> Label.same("null");
            default -> {
                if (type.startsWith("list(")) {
                    Label element = words(type.substring(5, type.length() - 1));
                    yield new Label("列表（" + element.zh() + "）", "a list (of " + element.en() + ")");
                }
                yield type.contains(".") ? new Type.Rec(type).words() : Label.same(type);
            }
        };
    }

    static String capital(String words) {
        return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
    }

    private static int offset(CelIssue issue, String text) {
        int line = 1;
        int offset = 0;
        int i = 0;
        while (i < text.length() && line < issue.getSourceLocation().getLine()) {
            int c = text.codePointAt(i);
            line += c == '\n' ? 1 : 0;
            offset++;
            i += Character.charCount(c);
        }
        return Math.max(0, offset + issue.getSourceLocation().getColumn());
    }

    /** Where a word stands from an offset on, forwards or backwards; the offset itself if it is not found. */
    static int find(String text, String word, int offset, int direction) {
        int from = text.offsetByCodePoints(0, Math.min(offset, text.codePointCount(0, text.length())));
        int index = direction > 0 ? text.indexOf(word, from) : text.lastIndexOf(word, from);
        return index < 0 ? offset : text.codePointCount(0, index);
    }
}
