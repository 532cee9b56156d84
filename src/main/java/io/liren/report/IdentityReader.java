package io.liren.report;

import io.liren.block.Scope;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads identities: {@code a + b - c = d}, where a term is a column (asked of each row), {@code row.column}, or a cell of
 * another report, {@code report.row.column} or {@code rulebook.report.row.column}. Signs stand between spaces.
 */
final class IdentityReader {
    private final ReportBlock block;
    private final List<String> rows;
    private final List<String> columns;
    private final Scope scope;

    private IdentityReader(ReportBlock block, List<String> rows, List<String> columns, Scope scope) {
        this.block = block;
        this.rows = rows;
        this.columns = columns;
        this.scope = scope;
    }

    static List<Identity> read(ReportBlock block, List<Report.Row> rows, List<Report.Column> columns, Scope scope) {
        List<String> names = new ArrayList<>(rows.stream().map(Report.Row::name).toList());
        names.add(Report.TOTAL);
        IdentityReader reader = new IdentityReader(
                block, names, columns.stream().map(Report.Column::name).toList(), scope);
        return block.identities().stream()
                .flatMap(adds -> reader.read(adds).stream())
                .toList();
    }

    private Optional<Identity> read(ReportBlock.Adds adds) {
        List<Identity.Term> terms = new ArrayList<>();
        String[] sides = adds.text().text().split("=", -1);
        if (sides.length != 2) {
            wrong(adds.text());
            return Optional.empty();
        }
        for (int side = 0; side < 2; side++) {
            int sign = side == 0 ? 1 : -1;
            int next = sign;
            boolean expected = true;
            for (String word : sides[side].strip().split("\\s+")) {
                if (word.equals("+") || word.equals("-")) {
                    next = word.equals("+") ? sign : -sign;
                    expected = true;
                } else if (expected && !word.isEmpty()) {
                    Optional<Identity.Term> term = term(word, next, adds);
                    if (term.isEmpty()) {
                        return Optional.empty();
                    }
                    terms.add(term.get());
                    expected = false;
                } else {
                    wrong(adds.text());
                    return Optional.empty();
                }
            }
            if (expected) {
                wrong(adds.text());
                return Optional.empty();
            }
        }
        Label says = adds.says().orElse(Label.same(adds.text().text()));
        return Optional.of(new Identity(adds.text().text(), says, adds.eachRow(), terms));
    }

    private Optional<Identity.Term> term(String word, int sign, ReportBlock.Adds adds) {
        List<String> parts = Arrays.asList(word.split("\\.", -1));
        int size = parts.size();
        if (adds.eachRow()) {
            return known(word, columns, adds.text(), "栏", "column")
                    ? Optional.of(new Identity.Term(block.place().id(), "", word, sign))
                    : Optional.empty();
        }
        return switch (size) {
            case 2 ->
                known(parts.get(0), rows, adds.text(), "行", "row")
                                && known(parts.get(1), columns, adds.text(), "栏", "column")
                        ? Optional.of(new Identity.Term(block.place().id(), parts.get(0), parts.get(1), sign))
                        : Optional.empty();
            // Another report may stand further on, or in another file: it is looked up when the sheet is made.
            case 3 ->
                Optional.of(new Identity.Term(
                        block.place().rulebook() + "." + parts.get(0), parts.get(1), parts.get(2), sign));
            case 4 ->
                Optional.of(new Identity.Term(parts.get(0) + "." + parts.get(1), parts.get(2), parts.get(3), sign));
            default -> {
                wrong(adds.text());
                yield Optional.empty();
            }
        };
    }

    private boolean known(String name, List<String> names, YamlScalar text, String zh, String en) {
        if (names.contains(name)) {
            return true;
        }
        scope.findings()
                .error(
                        Code.UNKNOWN_NAME,
                        text.textPosition().right(Math.max(0, text.text().indexOf(name))),
                        Math.max(1, name.length()),
                        block.place().clauseId(),
                        "没有「" + name + "」这一" + zh + "。",
                        "There is no " + en + " “" + name + "”.",
                        Nearest.to(name, names));
        return false;
    }

    private void wrong(YamlScalar text) {
        scope.findings()
                .error(
                        Code.SYNTAX,
                        text.textPosition(),
                        Math.max(1, text.text().length()),
                        block.place().clauseId(),
                        "勾稽写成「栏 + 栏 - 栏 = 栏」,加减号两边要有空格。",
                        "Write an identity as “column + column - column = column”, with spaces around the signs.",
                        List.of());
    }
}
