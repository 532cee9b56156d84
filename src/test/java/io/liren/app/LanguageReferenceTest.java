package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.block.BlockKind;
import io.liren.block.Compiler;
import io.liren.block.Edition;
import io.liren.calendar.WorkingDays;
import io.liren.example.Examples;
import io.liren.parameter.Parameters;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.rulebook.RulebookReader;
import io.liren.schema.CalendarTables;
import io.liren.schema.CoreSchema;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.testing.TestCluster;
import io.liren.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference of the rulebook language is true: its examples are one rulebook, and it describes every kind. */
class LanguageReferenceTest {
    private static final Path REFERENCE = Path.of("docs/rulebook-language.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z-]+)\\n(.*?)^```$");
    private static final List<String> KEYWORDS =
            Kinds.all().stream().map(BlockKind::keyword).toList();
    private static final String FRONT = """
            ---
            rulebook: volunteers
            title: 志愿队制度 | Volunteer team
            posts:
              leader: 队长 | Leader
              secretary: 秘书 | Secretary
            ---
            """;

    private final Findings findings = new Findings();

    @Test
    void itsBlocksAreARulebookWithoutMistakes() throws IOException {
        Edition edition = edition();
        assertThat(findings.errors()).extracting(Diagnostic::sentence).isEmpty();
        assertThat(edition.clauses()).hasSizeGreaterThanOrEqualTo(KEYWORDS.size());
    }

    @Test
    void itsExamplesHold() throws IOException {
        Edition edition = edition();
        try (TestDatabase database = TestCluster.freshDatabase()) {
            CoreSchema.apply(database.owner());
            Database owner = database.ownerDatabase();
            List<Examples.Result> results = owner.inTransaction(Scope.platform(), transaction -> {
                transaction.rollbackOnly();
                CalendarTables.fill(transaction, WorkingDays.bundled());
                return Examples.run(
                        edition,
                        owner,
                        (prepared, topmost) -> new Parameters(edition).load(prepared, topmost, Instant.EPOCH),
                        findings);
            });
            assertThat(findings.errors()).extracting(Diagnostic::sentence).isEmpty();
            assertThat(results).isNotEmpty().allMatch(Examples.Result::passed);
        }
    }

    @Test
    void everyKindHasASectionAndAnExample() throws IOException {
        String reference = reference();
        for (String keyword : KEYWORDS) {
            assertThat(reference).contains("\n## " + keyword + "\n").contains("\n```" + keyword + "\n");
        }
    }

    private Edition edition() throws IOException {
        return new Compiler(Kinds.all())
                .compile(List.of(RulebookReader.read("volunteers.md", rulebook(), findings)), findings);
    }

    /** The page without the tutorial at its head, whose rulebook is another. */
    private static String reference() throws IOException {
        String page = Files.readString(REFERENCE);
        return page.substring(page.indexOf("\n## The file\n"));
    }

    /** The blocks in the order of the page, each under a clause of its own. */
    static String rulebook() throws IOException {
        StringBuilder rulebook = new StringBuilder(FRONT);
        Matcher block = BLOCK.matcher(reference());
        int number = 0;
        while (block.find()) {
            if (KEYWORDS.contains(block.group(1))) {
                number++;
                rulebook.append("## ")
                        .append(number)
                        .append(" 示例 | Example\n\n")
                        .append(block.group())
                        .append("\n\n");
            }
        }
        return rulebook.toString();
    }
}
