package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.block.BlockKind;
import io.liren.block.Compiler;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.rulebook.RulebookReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For each kind of block: what is said of faults in the reference's own example of it. A case is an edit, the line
 * {@code -} with what stands in the example and {@code +} with what is written instead (↵ is a line break), and below it
 * every finding: where it stands, counted from the line after the block's fence, its word, its sentence in both
 * languages, the nearest names. Read by eye; {@code -Dgolden=update} writes them anew.
 */
class FaultyBlocksTest {
    private static final Path GOLDEN = Path.of("src/test/golden/block/bad");
    private static final int FEWEST = 3;

    static Stream<String> kinds() {
        return Kinds.all().stream().map(BlockKind::keyword);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void saysWhatIsWrongAndWhere(String keyword) throws IOException {
        Path file = GOLDEN.resolve(keyword + ".txt");
        List<String> golden = Files.readAllLines(file);
        String book = LanguageReferenceTest.rulebook();
        List<String> now = new ArrayList<>();
        int cases = 0;
        for (int i = 0; i < golden.size(); i++) {
            String line = golden.get(i);
            if (line.startsWith("# ")) {
                now.add(line);
                now.add("");
            } else if (line.startsWith("- ")) {
                String written = golden.get(i + 1);
                assertThat(written).startsWith("+ ");
                now.add(line);
                now.add(written);
                now.addAll(faults(book, keyword, text(line), text(written)));
                now.add("");
                cases++;
            }
        }
        assertThat(cases).isGreaterThanOrEqualTo(FEWEST);
        if ("update".equals(System.getProperty("golden"))) {
            Files.write(file, now);
        } else {
            assertThat(String.join("\n", now)).isEqualTo(String.join("\n", golden));
        }
    }

    @Test
    void everyFileIsOfAKind() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(f -> f.getFileName().toString().replace(".txt", ""))
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(kinds().toList());
        }
    }

    private static String text(String line) {
        return line.substring(2).replace("↵", "\n");
    }

    private static List<String> faults(String book, String keyword, String there, String written) {
        String fence = "```" + keyword + "\n";
        int block = book.indexOf(fence);
        while (block >= 0
                && !book.substring(block, book.indexOf("\n```\n", block)).contains(there)) {
            block = book.indexOf(fence, block + 1);
        }
        assertThat(block).as("an example of " + keyword + " with " + there).isNotNegative();
        int at = book.indexOf(there, block);
        String faulty = book.substring(0, at) + written + book.substring(at + there.length());
        int first = (int) book.substring(0, block + fence.length()).lines().count();
        int last = first
                + (int) faulty.substring(block + fence.length(), faulty.indexOf("\n```", block))
                        .lines()
                        .count();
        Findings findings = new Findings();
        new Compiler(Kinds.all()).compile(List.of(RulebookReader.read("volunteers.md", faulty, findings)), findings);
        List<String> said = findings.all().stream()
                .map(d -> said(d, first, last))
                .distinct()
                .collect(Collectors.toList());
        return said.isEmpty() ? List.of("nothing is said") : said;
    }

    /** What is found elsewhere follows from the fault: only its word and what it is about. */
    private static String said(Diagnostic found, int first, int last) {
        int line = found.position().line();
        boolean here = line > first && line <= last;
        return (here ? line - first + ":" + found.position().column() + "+" + found.length() : "elsewhere") + " "
                + found.severity().name().toLowerCase(java.util.Locale.ROOT) + " "
                + found.code().word() + "\n  " + found.message().zh() + "\n  "
                + found.message().en()
                + (found.nearest().isEmpty() ? "" : "\n  nearest: " + String.join(", ", found.nearest()));
    }
}
