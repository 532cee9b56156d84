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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmark's three ways find the same; what is missing for it is named. */
class BenchCommandTest {
    private static final Path HAND = Path.of("bench", "sql");

    private static Edition edition() {
        return Checking.compile(Path.of("rulebooks"), new Findings());
    }

    @Test
    void theThreeWaysAgree() throws IOException {
        Path home = Path.of("target", "pg", "bench");
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        BenchCommand command = new BenchCommand();
        int code;
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            code = command.run(Arguments.read(
                    command,
                    List.of("derive", "--communities", "1", "--runs", "1", "--json", "--home", home.toString())));
        } finally {
            System.setOut(console);
        }
        assertThat(code).isEqualTo(Command.OK);
        JsonNode json = JsonMapper.shared().readTree(printed.toString(StandardCharsets.UTF_8));
        assertThat(json.required("communities").asInt()).isEqualTo(1);
        assertThat(json.required("residents").asInt()).isGreaterThanOrEqualTo(5000);
        assertThat(json.required("duties").asInt()).isPositive();
        assertThat(json.required("occurrences").asInt()).isGreaterThan(100);
        for (String way : List.of("derived", "sql", "loop")) {
            assertThat(json.required("median_s").required(way).asDouble()).isPositive();
        }
        for (String ratio : List.of("derived_to_sql", "loop_to_derived", "growth")) {
            assertThat(json.required("ratio").required(ratio).asDouble()).isPositive();
        }
        try (var left = Files.list(home)) {
            assertThat(left).isEmpty();
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
