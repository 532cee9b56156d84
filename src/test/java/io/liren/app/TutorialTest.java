package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.block.BlockKind;
import io.liren.block.Coverage;
import io.liren.rulebook.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer writes a rulebook: each step of the tutorial is one that runs, and so is a rulebook of every kind of block. */
class TutorialTest {
    private static final Path PAGE = Path.of("docs/rulebook-language.md");
    private static final Pattern STEP = Pattern.compile("(?ms)^````markdown\\n(.*?)^````$");
    private static final Path HOME = Path.of("target", "pg", "tutorial");
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

    private static List<String> steps() throws IOException {
        Matcher step = STEP.matcher(Files.readString(PAGE));
        List<String> steps = new ArrayList<>();
        while (step.find()) {
            steps.add(step.group(1));
        }
        return steps;
    }

    @Test
    void everyStepOfTheTutorialIsAWholeRulebook(@TempDir Path folder) throws IOException {
        StringBuilder garden = new StringBuilder();
        List<Long> clauses = new ArrayList<>();
        List<Long> examples = new ArrayList<>();
        List<Integer> warnings = new ArrayList<>();
        for (String step : steps()) {
            garden.append(step);
            Files.writeString(folder.resolve("garden.md"), garden);
            Checking.Checked checked = Checking.check(folder, connections, false);
            assertThat(checked.errors()).extracting(Diagnostic::sentence).isEmpty();
            warnings.add(checked.warnings().size());
            clauses.add((long) Coverage.of(checked.edition(), "garden").executed());
            examples.add(checked.passed("garden"));
        }
        assertThat(clauses).containsExactly(0L, 1L, 1L, 1L, 2L, 3L, 4L);
        assertThat(warnings)
                .as("the second step says 每周, the third makes it run")
                .containsExactly(0, 1, 0, 0, 0, 0, 0);
        assertThat(examples).isSorted().endsWith(6L);
    }

    @Test
    void aTextThatSaysSomethingElseIsNoticed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("garden.md"), String.join("", steps()).replace("每块菜地每周至少", "每块菜地每月至少"));
        assertThat(Checking.check(folder, connections, true).errors())
                .extracting(Diagnostic::sentence)
                .anySatisfy(s -> assertThat(s).contains("每月"));
    }

    @Test
    void aRulebookThatNoProgramKnowsRunsWithEveryKindOfBlock(@TempDir Path folder) throws IOException {
        Path unseen = Path.of("src/test/rulebooks/fire-safety.md");
        Files.copy(unseen, folder.resolve("fire-safety.md"));
        Files.copy(Path.of("rulebooks/community.md"), folder.resolve("community.md"));
        for (BlockKind kind : Kinds.all()) {
            assertThat(Files.readString(unseen)).contains("```" + kind.keyword() + "\n");
        }
        Checking.Checked checked = Checking.check(folder, connections, true);
        assertThat(checked.errors()).extracting(Diagnostic::sentence).isEmpty();
        Coverage coverage = Coverage.of(checked.edition(), "fire-safety");
        assertThat(coverage.executed()).isEqualTo(coverage.clauses()).isGreaterThanOrEqualTo(10);
        assertThat(checked.passed("fire-safety")).isGreaterThanOrEqualTo(13);
        assertThat(checked.failed("")).isZero();
    }
}
