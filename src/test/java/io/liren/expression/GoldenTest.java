package io.liren.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.rulebook.Diagnostic;
import io.liren.sql.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Expressions with their SQL, and wrong ones with what is said about them; each file is read by eye. */
class GoldenTest {
    private static final Path GOLDEN = Path.of("src/test/golden/expression");

    static Stream<Path> good() throws IOException {
        return files("good");
    }

    static Stream<Path> bad() throws IOException {
        return files("bad");
    }

    private static Stream<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve(folder))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void writesTheReviewedSql(Path file) throws IOException {
        check(file, GoldenTest::sql);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void saysWhatIsWrongAndWhere(Path file) throws IOException {
        check(file, GoldenTest::complaints);
    }

    private static String sql(String text) {
        Checked checked = Club.checked(text);
        SqlWriter writer = new SqlWriter(Club.bindings());
        Sql value = checked.type() instanceof Type.Bool ? writer.condition(checked) : writer.value(checked);
        Sql joins = writer.joins();
        String result = (checked.type() instanceof Type.Bool ? "where  " : "value  ") + value.readable();
        if (checked.type() instanceof Type.Bool) {
            result +=
                    "\nstrict " + new SqlWriter(Club.bindings()).strict(checked).readable();
            result += "\nnot    "
                    + new SqlWriter(Club.bindings()).negated(checked).readable();
        }
        return joins.isEmpty() ? result : result + "\njoins " + joins.readable();
    }

    private static String complaints(String text) {
        List<Diagnostic> found = Club.findings(text).all();
        return found.isEmpty()
                ? "nothing wrong"
                : found.stream()
                        .map(d -> (d.position().column() - Club.PLACE.column()) + "+" + d.length() + " "
                                + d.code().word() + "\n  " + d.message().zh() + "\n  "
                                + d.message().en())
                        .collect(Collectors.joining("\n"));
    }

    /** A question stands on a line that begins with "? ", its answer below. */
    private static void check(Path file, Function<String, String> answer) throws IOException {
        String golden = Files.readString(file);
        StringBuilder now = new StringBuilder();
        for (String line : golden.lines().toList()) {
            if (line.startsWith("? ")) {
                now.append(line)
                        .append('\n')
                        .append(answer.apply(line.substring(2)))
                        .append("\n\n");
            } else if (line.startsWith("# ")) {
                now.append(line).append("\n\n");
            }
        }
        if ("update".equals(System.getProperty("golden"))) {
            Files.writeString(file, now);
            golden = now.toString();
        }
        assertThat(now.toString()).isEqualTo(golden);
    }
}
