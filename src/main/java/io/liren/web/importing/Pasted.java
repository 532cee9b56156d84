package io.liren.web.importing;

import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.RegisterModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows copied from a spreadsheet and pasted (粘贴): cells between tabs, quoted where a cell holds a line break or a tab. */
final class Pasted {
    private Pasted() {}

    /**
     * The same as a file with a heading. Rows that bring no heading of their own are taken to stand in the order of the form.
     *
     * @return text with commas, in UTF-8; empty if nothing was pasted
     */
    static byte[] file(String text, RegisterModel model) {
        List<List<String>> rows = rows(text);
        if (rows.isEmpty()) {
            return new byte[0];
        }
        if (!isHeading(rows.getFirst(), model)) {
            rows.addFirst(fields(model).map(f -> f.label().zh()).toList());
        }
        return rows.stream()
                .map(row -> row.stream().map(Pasted::quoted).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<FieldModel> fields(RegisterModel model) {
        return model.entered().stream().filter(f -> !(f.type() instanceof FieldType.Attachment));
    }

    /** Whether at least half of the cells are names of fields. */
    private static boolean isHeading(List<String> row, RegisterModel model) {
        Set<String> names = fields(model)
                .flatMap(f -> Stream.of(f.name(), f.label().zh(), f.label().en()))
                .collect(Collectors.toSet());
        List<String> cells =
                row.stream().map(String::strip).filter(c -> !c.isEmpty()).toList();
        return cells.stream().filter(names::contains).count() * 2 >= Math.max(1, cells.size());
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static List<List<String>> rows(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean inside = false;
        String all = text.replace("\r\n", "\n").replace('\r', '\n') + "\n";
        for (int i = 0; i < all.length(); i++) {
            char c = all.charAt(i);
            boolean doubled = inside && c == '"' && i + 1 < all.length() && all.charAt(i + 1) == '"';
            if (doubled) {
                cell.append('"');
                i++;
            } else if (c == '"' && (inside || cell.isEmpty())) {
                inside = !inside;
            } else if (!inside && (c == '\t' || c == '\n')) {
                row.add(cell.toString());
                cell.setLength(0);
                if (c == '\n') {
                    if (row.stream().anyMatch(each -> !each.isBlank())) {
                        rows.add(row);
                    }
                    row = new ArrayList<>();
                }
            } else {
                cell.append(c);
            }
        }
        return rows;
    }
}
