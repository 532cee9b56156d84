package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.liren.bench.BenchFailure;
import io.liren.bench.HandSql;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.rulebook.Findings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmarks run on a small scale, and print what they found; what is missing for one is named. */
class BenchCommandTest {
    private static final Path HAND = Path.of("bench", "sql");

    private static Edition edition() {
        return Checking.compile(Path.of("rulebooks"), new Findings());
    }

    /** What the command prints. Its database is gone when it ends. */
    private static JsonNode printed(String... arguments) throws IOException {
        Path home = Path.of("target", "pg", "bench");
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        BenchCommand command = new BenchCommand();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", "--home", home.toString()));
        int code;
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            code = command.run(Arguments.read(command, all));
        } finally {
            System.setOut(console);
        }
        assertThat(code).isEqualTo(Command.OK);
        try (var left = Files.list(home)) {
            assertThat(left).isEmpty();
        }
        return JsonMapper.shared().readTree(printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aWorkbookGoesIn() throws IOException {
        JsonNode json = printed("import", "--rows", "300", "--runs", "1");
        assertThat(json.required("rows").asInt()).isEqualTo(300);
        assertThat(json.required("columns").asInt()).isEqualTo(12);
        assertThat(json.required("peak_heap_mb").asInt()).isPositive();
        for (String way : List.of("import", "read_file", "copy_rows", "copy_journal")) {
            assertThat(json.required("median_s").required(way).asDouble())
                    .as(way)
                    .isPositive();
        }
        assertThat(json.required("ratio").required("import_to_read_and_copy").asDouble())
                .isPositive();
    }

    @Test
    void clientsEnterAndTurnPages() throws IOException {
        JsonNode json = printed("entry", "--communities", "2", "--rows", "60", "--entries", "16");
        // Those that were there, that warmed up, that counted, and the same inserted elsewhere as SQL, twice.
        assertThat(json.required("people").asInt()).isEqualTo(60 + 3 * 16 + 16 + 2 * 16);
        assertThat(json.required("clients").asInt()).isEqualTo(8);
        for (String way : List.of(
                "entry_over_http", "entry_as_sql", "rows_alone_as_sql", "list_page_over_http", "list_query_as_sql")) {
            assertThat(json.required("median_s").required(way).asDouble())
                    .as(way)
                    .isPositive();
            assertThat(json.required("per_second").required(way).asDouble())
                    .as(way)
                    .isPositive();
        }
        for (String ratio : List.of(
                "entries_over_http_to_inserts", "entries_over_http_to_rows_alone", "list_pages_over_http_to_queries")) {
            assertThat(json.required("ratio").required(ratio).asDouble())
                    .as(ratio)
                    .isPositive();
        }
    }

    @Test
    void aDutyWithoutItsFileIsNamed(@TempDir Path folder) throws IOException {
        Edition edition = edition();
        Derivation first = edition.derivations().getFirst();
        String rulebook = first.id().substring(0, first.id().indexOf('.'));
        Files.createDirectory(folder.resolve(rulebook));
        assertThatThrownBy(() -> HandSql.read(folder, edition, Optional.empty()))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining(first.id())
                .hasMessageContaining(first.id().substring(rulebook.length() + 1) + ".sql");
    }

    @Test
    void aFileWithoutItsDutyIsNamed(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("nobody"));
        Files.writeString(folder.resolve("nobody").resolve("nothing.sql"), "select 1");
        assertThatThrownBy(() -> HandSql.read(folder, edition(), Optional.empty()))
                .isInstanceOf(BenchFailure.class)
                .hasMessageContaining("nothing.sql");
    }

    @Test
    void anUnknownRulebookIsToldWhatThereIs() {
        BenchCommand command = new BenchCommand();
        String known = HandSql.rulebooks(HAND).getFirst();
        assertThatThrownBy(() -> command.run(Arguments.read(command, List.of("derive", "--rulebook", known + "x"))))
                .isInstanceOf(WrongArguments.class)
                .hasMessageContaining(known);
    }
}
