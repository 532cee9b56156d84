package io.liren.importing;

import io.liren.workbook.Line;
import io.liren.workbook.Merge;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the lines that name the columns: below titles and dates, over one line or several, with merged cells. */
public final class Headings {
    private static final Pattern CLOSING = Pattern.compile("(合计|总计|小计|共计|填表|制表|审核|负责人|单位|说明|备注|注)[::人]?.*");
    private static final int DEEPEST = 3;
    private final List<Line> lines;
    private final List<Merge> merges;
    private final Map<Integer, Line> byNumber;

    /** @param lines the first of a sheet; more are not looked at */
    public Headings(List<Line> lines, List<Merge> merges) {
        this.lines = lines;
        this.merges = merges;
        this.byNumber = lines.stream().collect(Collectors.toMap(Line::number, l -> l, (a, b) -> a));
    }

    /**
     * The likeliest.
     *
     * @param likeness how much a text is like one of the names looked for, from 0 to 1
     */
    public Heading find(ToDoubleFunction<String> likeness) {
        Line best = null;
        double most = 0;
        for (Line line : lines) {
            double score = 0;
            for (int column = 0; column < line.cells().size(); column++) {
                String text = line.cell(column).text();
                double like = text.length() > 40 ? 0 : likeness.applyAsDouble(text);
                score += like >= 0.6 ? like : 0;
            }
            if (score > most) {
                most = score;
                best = line;
            }
        }
        if (best == null) {
            best = lines.stream()
                    .filter(l -> l.cells().stream().filter(c -> !c.blank()).count() > 1)
                    .findFirst()
                    .orElse(lines.isEmpty() ? new Line(1, List.of()) : lines.getFirst());
        }
        return at(best.number());
    }

    /** The heading that a line belongs to. */
    public Heading at(int number) {
        int first = number;
        int last = number;
        for (Merge merge : merges) {
            boolean names = merge.top() <= number
                    && merge.bottom() >= number
                    && merge.bottom() > merge.top()
                    && merge.bottom() - merge.top() < DEEPEST;
            if (names) {
                first = Math.min(first, merge.top());
                last = Math.max(last, merge.bottom());
            }
        }
        // A name over several columns, with their own names below it.
        for (Merge merge : merges) {
            if (merge.top() == first && merge.bottom() == first && first == last && wide(merge)) {
                last = first + 1;
            }
        }
        int width = 0;
        for (int row = first; row <= last; row++) {
            Line line = byNumber.get(row);
            width = Math.max(width, line == null ? 0 : line.cells().size());
        }
        List<String> names = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            Set<String> parts = new LinkedHashSet<>();
            for (int row = first; row <= last; row++) {
                String text = text(row, column);
                if (!text.isEmpty()) {
                    parts.add(text);
                }
            }
            names.add(String.join("/", parts));
        }
        return new Heading(first, last, names);
    }

    /** Whether a line stands below the rows: sums, remarks, who filled it in. */
    public static boolean closes(Line line) {
        return line.cells().stream()
                .filter(c -> !c.blank())
                .findFirst()
                .filter(c -> CLOSING.matcher(c.text().replaceAll("\\s", "")).matches())
                .isPresent();
    }

    /** A merge over a few columns is a name for them; one over nearly all is a title. */
    private boolean wide(Merge merge) {
        Line below = byNumber.get(merge.top() + 1);
        if (below == null || merge.right() == merge.left()) {
            return false;
        }
        long under = 0;
        for (int column = merge.left(); column <= merge.right(); column++) {
            under += below.cell(column).blank() ? 0 : 1;
        }
        Line own = byNumber.get(merge.top());
        long beside =
                own == null ? 0 : own.cells().stream().filter(c -> !c.blank()).count();
        long rest = below.cells().stream().filter(c -> !c.blank()).count() - under;
        return beside > 1 && under > 1 && rest == 0;
    }

    private String text(int row, int column) {
        Merge merge = merges.stream()
                .filter(m -> m.holds(row, column))
                .findFirst()
                .orElse(new Merge(row, column, row, column));
        Line line = byNumber.get(merge.top());
        return line == null ? "" : line.cell(merge.left()).text().replaceAll("\\s+", "");
    }
}
