package io.liren.reason;

import io.liren.block.Names;
import io.liren.expression.Checked;
import io.liren.expression.Node;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says an expression in words: fields and parameters by what people call them, arithmetic by its signs. */
final class RuleWords {
    private final Names names;
    private final Language language;
    private final Function<String, Optional<Label>> parameters;

    /** @param parameters what parameters are called, by the name they have in the rulebook at hand */
    RuleWords(Names names, Language language, Function<String, Optional<Label>> parameters) {
        this.names = names;
        this.language = language;
        this.parameters = parameters;
    }

    String of(Checked checked) {
        return of(checked.root());
    }

    String of(Node node) {
        return switch (node) {
            case Node.Literal(Object value, var type) -> literal(value);
            case Node.Missing missing -> say("没有", "nothing");
            case Node.Var variable -> say("它", "it");
            case Node.Field field -> field(field);
            case Node.References references -> field(references.field());
            case Node.Param(String name, var type) -> parameter(name);
            case Node.Dated(Node.Param(String name, var type), Node day) ->
                say(parameter(name) + "（" + of(day) + "当日）", parameter(name) + " (on " + of(day) + ")");
            case Node.Given(Node.Given.Day day) -> day(day);
            case Node.Register(var shape) -> in(names.label(shape.register()));
            case Node.Items(List<Node> items, var element) ->
                items.stream().map(this::of).collect(Collectors.joining(say("、", ", ")));
            case Node.Filter(Node list, var variable, Node condition) ->
                say(of(list) + "中" + of(condition) + "的", of(list) + " where " + of(condition));
            case Node.Mapped(Node list, var variable, Node value) ->
                say(of(list) + "，各取" + of(value), of(value) + " of each of " + of(list));
            case Node.Quantified(boolean all, Node list, var variable, Node condition) ->
                all
                        ? say(of(list) + "都" + of(condition), "all of " + of(list) + " have " + of(condition))
                        : say(of(list) + "中有" + of(condition) + "的", "any of " + of(list) + " has " + of(condition));
            case Node.Aggregate(Node.Aggregate.Kind kind, Node list, var type) -> aggregate(kind, of(list));
            case Node.Not(Node condition) -> say("不是（" + of(condition) + "）", "not (" + of(condition) + ")");
            case Node.And(Node left, Node right) -> joined(left, " 且 ", " and ", right);
            case Node.Or(Node left, Node right) -> say("（", "(") + joined(left, " 或 ", " or ", right) + say("）", ")");
            case Node.Equal equal -> equal(equal);
            case Node.IsMissing(Node value, boolean negated) ->
                (negated ? say("有", "there is ") : say("没有", "no ")) + of(value);
            case Node.Order(Node.Order.Operator operator, Node left, Node right) ->
                of(left) + " " + sign(operator) + " " + of(right);
            case Node.In(Node element, Node list) -> in(element, list);
            case Node.Arithmetic arithmetic -> arithmetic(arithmetic);
            case Node.Negative(Node number) -> "−" + of(number);
            case Node.Rounded(Node number, int decimals, boolean down) ->
                say(
                        "（" + of(number) + "）" + (down ? "舍到 " : "四舍五入到 ") + decimals + " 位小数",
                        "(" + of(number) + ") " + (down ? "cut to " : "rounded to ") + decimals + " decimals");
            case Node.Concat(Node left, Node right) -> of(left) + " + " + of(right);
            case Node.DateStep(Node.DateStep.Step step, Node date, Node count) -> step(step, date, count);
            case Node.DateGap(Node.DateGap.Step unit, Node from, Node to) -> gap(unit, from, to);
            case Node.DatePart(Node.DatePart.Part part, Node date) -> part(part, date);
            case Node.DateEdge(Node.DateEdge.Edge edge, Node date) -> edge(edge, date);
            case Node.MomentStep(Node.MomentStep.Unit unit, Node moment, Node count) ->
                switch (unit) {
                    case MINUTES ->
                        say(of(moment) + "后 " + of(count) + " 分钟", of(count) + " minutes after " + of(moment));
                    case HOURS -> say(of(moment) + "后 " + of(count) + " 小时", of(count) + " hours after " + of(moment));
                };
            case Node.MomentGap(Node from, Node to) ->
                say(of(from) + "到" + of(to) + "的分钟数", "minutes from " + of(from) + " to " + of(to));
            case Node.MomentDay(Node moment) -> say(of(moment) + "当天", "the day of " + of(moment));
            case Node.TextTest(Node.TextTest.Kind kind, Node text, Node part) ->
                switch (kind) {
                    case CONTAINS -> say(of(text) + "含有" + of(part), of(text) + " contains " + of(part));
                    case STARTS_WITH -> say(of(text) + "以" + of(part) + "开头", of(text) + " starts with " + of(part));
                    case ENDS_WITH -> say(of(text) + "以" + of(part) + "结尾", of(text) + " ends with " + of(part));
                };
            case Node.TextSize(Node text) -> say(of(text) + "的字数", "length of " + of(text));
            case Node.Choose choose -> choose(choose);
            case Node.BandRate(Node bands, Node amount) ->
                say(of(bands) + "中" + of(amount) + "那一档", "the band of " + of(bands) + " for " + of(amount));
        };
    }

    private String say(String zh, String en) {
        return language == Language.ZH ? zh : en;
    }

    private String in(Label label) {
        return label.in(language);
    }

    private String literal(Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case Boolean yes -> Formats.yesNo(yes, language);
            case LocalDate date -> Formats.date(date, language);
            case Object other -> other.toString();
        };
    }

    private String field(Node.Field field) {
        String own = in(names.fieldLabel(field.shape().register(), field.field().name()));
        return switch (field.record()) {
            case Node.Var variable -> own;
            case Node record -> say(of(record) + "的" + own, own + " of " + of(record));
        };
    }

    private String parameter(String name) {
        return parameters.apply(name).map(this::in).orElse(name);
    }

    private String day(Node.Given.Day day) {
        return switch (day) {
            case TODAY -> say("今天", "today");
            case PERIOD_START -> say("这一期第一天", "the first day of the period");
            case PERIOD_END -> say("这一期最后一天", "the last day of the period");
            case TRIGGER -> say("起算日", "the day it counts from");
        };
    }

    /** What becomes of several values, in a word. */
    static Label called(Node.Aggregate.Kind kind) {
        return switch (kind) {
            case SIZE -> new Label("个数", "number");
            case SUM -> new Label("合计", "sum");
            case MIN -> new Label("最小的", "least");
            case MAX -> new Label("最大的", "greatest");
        };
    }

    private String aggregate(Node.Aggregate.Kind kind, String list) {
        return switch (kind) {
            case SIZE -> say("（" + list + "）的个数", "number of (" + list + ")");
            case SUM -> say("（" + list + "）合计", "sum of (" + list + ")");
            case MIN -> say("（" + list + "）中最小的", "least of (" + list + ")");
            case MAX -> say("（" + list + "）中最大的", "greatest of (" + list + ")");
        };
    }

    private String joined(Node left, String zh, String en, Node right) {
        return of(left) + say(zh, en) + of(right);
    }

    private String equal(Node.Equal equal) {
        String sign = equal.negated() ? " ≠ " : " = ";
        return option(equal.left(), equal.right()) + sign + option(equal.right(), equal.left());
    }

    /** A word beside a choice, by what the option is called. */
    private String option(Node node, Node beside) {
        return node instanceof Node.Literal(String word, var type)
                ? options(beside).getOrDefault(word, Label.same(word)).in(language)
                : of(node);
    }

    private Map<String, Label> options(Node node) {
        return names.optionLabels(new Checked("", node));
    }

    private String in(Node element, Node list) {
        if (list instanceof Node.Items(List<Node> items, var type)) {
            String words = items.stream().map(i -> option(i, element)).collect(Collectors.joining(say("、", ", ")));
            return say(of(element) + "是" + words + "之一", of(element) + " is one of " + words);
        }
        return say(of(list) + "里有" + option(element, list), of(list) + " holds " + option(element, list));
    }

    private static String sign(Node.Order.Operator operator) {
        return switch (operator) {
            case LESS -> "＜";
            case AT_MOST -> "≤";
            case GREATER -> "＞";
            case AT_LEAST -> "≥";
        };
    }

    private String arithmetic(Node.Arithmetic node) {
        return switch (node.operator()) {
            case ADD -> of(node.left()) + " + " + of(node.right());
            case SUBTRACT -> of(node.left()) + " − " + factor(node.right());
            case MULTIPLY -> factor(node.left()) + " × " + factor(node.right());
            case DIVIDE -> factor(node.left()) + " ÷ " + factor(node.right());
            case REMAINDER -> factor(node.left()) + " mod " + factor(node.right());
        };
    }

    /** In brackets where it is a sum or a choice itself. */
    private String factor(Node node) {
        boolean loose = switch (node) {
            case Node.Arithmetic a -> true;
            case Node.Choose c -> plain(c).isEmpty();
            case Node other -> false;
        };
        return loose ? say("（", "(") + of(node) + say("）", ")") : of(node);
    }

    private String step(Node.DateStep.Step step, Node date, Node count) {
        String many = of(count);
        return switch (step) {
            case DAYS -> say(of(date) + "后 " + many + " 天", many + " days after " + of(date));
            case MONTHS -> say(of(date) + "后 " + many + " 个月", many + " months after " + of(date));
            case YEARS -> say(of(date) + "后 " + many + " 年", many + " years after " + of(date));
            case WORKDAYS -> say(of(date) + "后 " + many + " 个工作日", many + " working days after " + of(date));
        };
    }

    private String gap(Node.DateGap.Step unit, Node from, Node to) {
        String zh = of(from) + "到" + of(to);
        String en = " from " + of(from) + " to " + of(to);
        return switch (unit) {
            case DAYS -> say(zh + "的天数", "days" + en);
            case MONTHS -> say(zh + "的整月数", "whole months" + en);
            case YEARS -> say(zh + "的整年数", "whole years" + en);
        };
    }

    private String part(Node.DatePart.Part part, Node date) {
        return switch (part) {
            case YEAR -> say(of(date) + "的年份", "year of " + of(date));
            case MONTH -> say(of(date) + "的月份", "month of " + of(date));
            case DAY -> say(of(date) + "的日", "day of " + of(date));
        };
    }

    private String edge(Node.DateEdge.Edge edge, Node date) {
        return switch (edge) {
            case START_OF_MONTH -> say(of(date) + "当月第一天", "first of the month of " + of(date));
            case END_OF_MONTH -> say(of(date) + "当月最后一天", "last of the month of " + of(date));
            case START_OF_QUARTER -> say(of(date) + "当季第一天", "first of the quarter of " + of(date));
            case START_OF_YEAR -> say(of(date) + "当年第一天", "first of the year of " + of(date));
        };
    }

    private String choose(Node.Choose choose) {
        return plain(choose)
                .map(this::of)
                .orElseGet(() -> say(
                        of(choose.condition()) + "的，" + of(choose.then()) + "；否则 " + of(choose.otherwise()),
                        "if " + of(choose.condition()) + ": " + of(choose.then()) + "; otherwise "
                                + of(choose.otherwise())));
    }

    /** What counts as nothing where it is missing, is said as itself. */
    private static Optional<Node> plain(Node.Choose choose) {
        return choose.condition() instanceof Node.IsMissing(Node value, boolean negated)
                        && !negated
                        && choose.then() instanceof Node.Literal(BigDecimal zero, var type)
                        && zero.signum() == 0
                        && choose.otherwise().equals(value)
                ? Optional.of(value)
                : Optional.empty();
    }
}
