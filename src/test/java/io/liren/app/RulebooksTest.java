package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.block.Coverage;
import io.liren.rulebook.Code;
import io.liren.rulebook.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rulebooks themselves: strictly clean, every example passes, and a changed word is noticed. */
class RulebooksTest {
    private static final Path HOME = Path.of("target", "pg", "rulebooks");
    private static Connections connections;

    @BeforeAll
    static void open() throws IOException {
        Folders.delete(HOME);
        connections = Connections.open(HOME, Places.cache(), Optional.empty(), Progress.silent());
    }

    @AfterAll
    static void close() throws IOException {
        connections.close();
        Folders.delete(HOME);
    }

    private static Path changed(Path folder, String from, String to) throws IOException {
        for (Path file : java.util.List.of(Path.of("rulebooks/community.md"), Path.of("rulebooks/party.md"))) {
            String text = Files.readString(file);
            Files.writeString(folder.resolve(file.getFileName()), text.replace(from, to));
        }
        return folder;
    }

    @Test
    void everyClauseRunsAndEveryExamplePasses() {
        Checking.Checked checked = Checking.check(Path.of("rulebooks"), connections, true);
        assertThat(checked.errors()).isEmpty();
        Coverage coverage = Coverage.of(checked.edition(), "party");
        assertThat(coverage.clauses()).isEqualTo(8);
        assertThat(coverage.executed() + coverage.partial() + coverage.narrative())
                .isEqualTo(8);
        assertThat(checked.failed("")).isZero();
        assertThat(checked.passed("party")).isGreaterThanOrEqualTo(16);
        assertThat(checked.edition().parts().stream()
                        .filter(part -> part.keyword().equals("duty"))
                        .flatMap(part ->
                                Stream.of(part.inWords().zh(), part.inWords().en())))
                .as("a duty in a sentence holds no expression")
                .noneMatch(sentence -> sentence.matches(".*[a-z_]+\\.[a-z_]+.*"));
    }

    @Test
    void aNumeralChangedInTheTextIsNoticed(@TempDir Path folder) throws IOException {
        Checking.Checked checked =
                Checking.check(changed(folder, "党员每年集中学习不少于32学时", "党员每年集中学习不少于36学时"), connections, true);
        assertThat(checked.errors()).extracting(Diagnostic::code).contains(Code.PROSE);
        assertThat(checked.errors().getFirst().clause()).isEqualTo("party.1");
    }

    @Test
    void aChangedRuleFailsItsExamples(@TempDir Path folder) throws IOException {
        Checking.Checked checked = Checking.check(
                changed(folder, "- {from: 2008-04-01, value: 0.20,", "- {from: 2008-04-01, value: 0.30,"),
                connections,
                false);
        assertThat(checked.errors()).extracting(Diagnostic::code).containsOnly(Code.EXAMPLE);
        assertThat(checked.failed("party")).isPositive();
    }

    @Test
    void aVariableMayHaveTheNameOfWhatTheStatementCallsItsOwn(@TempDir Path folder) throws IOException {
        String written = "dues_assessment.exists(a, a.member == member && a.year == period.start.year())";
        assertThat(Files.readString(Path.of("rulebooks/party.md"))).contains(written);
        Checking.Checked checked =
                Checking.check(changed(folder, written, written.replaceAll("\\ba\\b", "t")), connections, false);
        assertThat(checked.errors()).isEmpty();
    }

    /** Facts of several rulebooks in one example: the rulebooks as they are, without their own examples. */
    @Test
    void oneVisitMeetsFourClausesAndOneMeetingServesTwoBodies(@TempDir Path folder) throws IOException {
        String together = text("together.md");
        Files.writeString(folder.resolve("together.md"), together);
        for (String book : List.of("community", "party", "civil-affairs", "public-safety", "women", "youth")) {
            String whole = Files.readString(Path.of("rulebooks", book + ".md"));
            Files.writeString(folder.resolve(book + ".md"), whole.replaceAll("(?s)```example\n.*?\n```\n", ""));
        }
        Checking.Checked checked = Checking.check(folder, connections, false);
        assertThat(checked.errors()).isEmpty();
        assertThat(checked.passed("together")).isEqualTo(2);
    }

    private static String text(String resource) throws IOException {
        try (var in = Objects.requireNonNull(RulebooksTest.class.getResourceAsStream("/" + resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
