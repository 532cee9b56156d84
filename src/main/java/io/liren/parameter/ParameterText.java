package io.liren.parameter;

import io.liren.expression.Type;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The value of a parameter (参数) as people type it: a number, a text, or bands with a line for each. */
public final class ParameterText {
    private static final int LONGEST = 30;

    private ParameterText() {}

    /** What was typed, understood or not. */
    public sealed interface Read {
        /** As it is kept. */
        record Value(String json) implements Read {}

        /** What is wrong with it. */
        record Wrong(Label why) implements Read {}
    }

    /** A band: up to an amount, or above all others if there is none. */
    public record Band(Optional<BigDecimal> upto, BigDecimal rate) {}

    /** Understands what was typed. */
    public static Read read(Type type, String typed) {
        String text = typed.strip();
        if (type.equals(Type.TEXT)) {
            return text.isEmpty()
                    ? new Read.Wrong(new Label("要填一个值", "A value is needed"))
                    : new Read.Value(JsonMapper.shared().writeValueAsString(text));
        }
        if (type.equals(Type.BANDS)) {
            return bands(text);
        }
        Optional<BigDecimal> number = number(text);
        if (number.isEmpty()) {
            return new Read.Wrong(new Label("要填一个数", "A number is expected"));
        }
        if (type.equals(Type.WHOLE) && number.get().stripTrailingZeros().scale() > 0) {
            return new Read.Wrong(new Label("要填整数", "A whole number is expected"));
        }
        return new Read.Value(number.get().toPlainString());
    }

    private static Read bands(String text) {
        List<String> written = new ArrayList<>();
        Optional<BigDecimal> before = Optional.empty();
        boolean open = false;
        int line = 0;
        for (String band : text.lines().filter(l -> !l.isBlank()).toList()) {
            line++;
            String[] parts = band.strip().split("[\\s,,::]+");
            Optional<BigDecimal> upto = parts.length == 2 ? number(parts[0]) : Optional.empty();
            Optional<BigDecimal> rate = number(parts[parts.length - 1]);
            boolean rises = upto.isEmpty() || before.isEmpty() || upto.get().compareTo(before.get()) > 0;
            if (parts.length > 2 || rate.isEmpty() || (parts.length == 2 && upto.isEmpty()) || open || !rises) {
                return new Read.Wrong(new Label(
                        "第 " + line + " 行不对:写上限和比例,上限逐行增大,只有最后一行没有上限",
                        "Line " + line + ": write upper end and rate; the ends rise, only the last line has none"));
            }
            open = upto.isEmpty();
            before = upto;
            written.add(upto.map(u -> "{\"upto\": " + u.toPlainString() + ", ").orElse("{") + "\"rate\": "
                    + rate.get().toPlainString() + "}");
        }
        return open
                ? new Read.Value("[" + String.join(", ", written) + "]")
                : new Read.Wrong(new Label("最后一行只写比例", "The last line has its rate only"));
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            String plain = text.replace(",", "").replace(",", "");
            return plain.length() > LONGEST ? Optional.empty() : Optional.of(new BigDecimal(plain));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The bands that are kept. */
    public static List<Band> bandsOf(String json) {
        List<Band> bands = new ArrayList<>();
        for (JsonNode node : JsonMapper.shared().readTree(json)) {
            bands.add(new Band(
                    Optional.ofNullable(node.get("upto")).map(JsonNode::decimalValue),
                    node.get("rate").decimalValue()));
        }
        return bands;
    }

    /** The single value that is kept, as text. */
    public static String plain(String json) {
        JsonNode node = JsonMapper.shared().readTree(json);
        return node.isNumber() ? node.decimalValue().stripTrailingZeros().toPlainString() : node.asString();
    }
}
