package io.liren.importing;

import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.wording.Label;
import java.text.Normalizer;
import java.util.Locale;

/** How much a column's name is like a field's: from 0 to 1. */
public final class Likeness {
    private static final String USUAL_NUMBER = "身份证号码";

    private Likeness() {}

    /** Half-width, lower case, without spaces, marks, and what stands in brackets. */
    public static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\([^)]*\\)|\\[[^\\]]*\\]", "")
                .replaceAll("[\\s\\p{Punct}\\p{IsPunctuation}*]+", "");
    }

    /** To a field, by its label, its name, and what offices usually call a value of its type. */
    public static double of(String header, FieldModel field) {
        double named = of(header, field.name(), field.label());
        boolean number = field.type() instanceof FieldType.Identity;
        return number ? Math.max(named, of(header, USUAL_NUMBER)) : named;
    }

    static double of(String header, String field, Label label) {
        return Math.max(of(header, label.zh()), Math.max(of(header, label.en()), of(header, field)));
    }

    static double of(String header, String name) {
        String one = plain(header);
        String other = plain(name);
        if (one.isEmpty() || other.isEmpty()) {
            return 0;
        }
        if (one.equals(other)) {
            return 1;
        }
        int longer = Math.max(one.length(), other.length());
        int shorter = Math.min(one.length(), other.length());
        if (shorter > 1 && (one.contains(other) || other.contains(one))) {
            return 0.5 + 0.4 * shorter / longer;
        }
        if (one.chars().allMatch(c -> c < 128) || other.chars().allMatch(c -> c < 128)) {
            return 0;
        }
        long common = other.chars().distinct().filter(c -> one.indexOf(c) >= 0).count();
        return common < 2 ? 0 : 0.7 * common / longer;
    }
}
