package io.liren.rulebook;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the names close to a mistyped one, by edit distance with transpositions (Damerau–Levenshtein, restricted). */
public final class Nearest {
    private static final int MOST = 4;

    private Nearest() {}

    /** Up to four candidates within a third of the word's length, nearest first. */
    public static List<String> to(String word, Collection<String> candidates) {
        if (word.length() > 64) {
            return List.of();
        }
        int reach = Math.max(1, (word.length() + 1) / 3 + (word.length() > 8 ? 1 : 0));
        record Near(String name, int distance) {}
        return candidates.stream()
                .distinct()
                .map(c -> new Near(c, distance(word, c)))
                .filter(n -> n.distance <= reach)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(MOST)
                .map(Near::name)
                .toList();
    }

    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int best = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                d[i][j] = swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
            }
        }
        return d[a.length()][b.length()];
    }
}
