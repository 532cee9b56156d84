package io.liren.register;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a record can be found by: its words, their spelling and their initials, one a line; and all pairs of neighbouring
 * characters in them, so that an index serves a search for any two characters or more.
 *
 * @param text the words
 * @param grams the pairs, and each Chinese character alone
 */
public record SearchText(String text, List<String> grams) {
    /** Of these words. */
    public static SearchText of(Collection<String> words) {
        Set<String> lines = new LinkedHashSet<>();
        for (String word : words) {
            String plain = normal(word);
            if (!plain.isEmpty()) {
                lines.add(plain);
                lines.addAll(Pinyin.spellings(plain));
            }
        }
        Set<String> grams = new LinkedHashSet<>();
        lines.forEach(line -> grams.addAll(grams(line)));
        return new SearchText(String.join("\n", lines), List.copyOf(grams));
    }

    /** Whether each word of a query is found in the text. */
    public boolean holds(List<String> query) {
        return query.stream().allMatch(text::contains);
    }

    /** The words of a query, each to be found. */
    public static List<String> query(String typed) {
        return Arrays.stream(typed.strip().split("[\\s,，、]+"))
                .map(SearchText::normal)
                .filter(w -> !w.isEmpty())
                .limit(5)
                .toList();
    }

    /** The pairs that a text holds, and its Chinese characters. */
    static Set<String> grams(String line) {
        int[] characters = line.codePoints().toArray();
        Set<String> grams = new LinkedHashSet<>();
        for (int i = 0; i < characters.length; i++) {
            if (Character.UnicodeScript.of(characters[i]) == Character.UnicodeScript.HAN) {
                grams.add(Character.toString(characters[i]));
            }
            if (i + 1 < characters.length) {
                grams.add(new String(characters, i, 2));
            }
        }
        return grams;
    }

    /** Half-width, lower case, without spaces. */
    static String normal(String word) {
        return Normalizer.normalize(word, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", "");
    }
}
