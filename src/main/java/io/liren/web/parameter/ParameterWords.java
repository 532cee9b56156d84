package io.liren.web.parameter;

import io.liren.expression.Type;
import io.liren.parameter.Parameter;
import io.liren.parameter.ParameterText;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** A parameter's value (参数) in words, with its unit. */
public final class ParameterWords {
    private ParameterWords() {}

    /** A value as it is kept, in words. */
    public static String of(Parameter parameter, String json, Words words) {
        if (parameter.type().equals(Type.BANDS)) {
            return ParameterText.bandsOf(json).stream()
                    .map(b -> b.upto()
                            .map(u -> words.say("parameters.upto", number(u, words), rate(b.rate(), parameter, words)))
                            .orElse(words.say("parameters.above", rate(b.rate(), parameter, words))))
                    .collect(Collectors.joining(words.say("parameters.then")));
        }
        String plain = ParameterText.plain(json);
        return (parameter.type().equals(Type.TEXT) ? plain : number(new BigDecimal(plain), words))
                + words.unit(parameter.unit());
    }

    private static String rate(BigDecimal rate, Parameter parameter, Words words) {
        return number(rate, words) + words.unit(parameter.unit());
    }

    private static String number(BigDecimal number, Words words) {
        return Formats.decimal(number.stripTrailingZeros(), words.language());
    }
}
