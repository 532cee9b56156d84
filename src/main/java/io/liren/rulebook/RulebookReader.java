package io.liren.rulebook;

import io.liren.wording.Label;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a folder of rulebooks. A mistake in one does not hide those in another. */
public final class RulebookReader {
    private static final long LARGEST = 1_000_000;

    private RulebookReader() {}

    /**
     * Reads each {@code *.md} of a folder, in the order of the names.
     *
     * @param folder where the rulebooks lie; a {@code README.md} in it is not a rulebook
     * @param findings takes every mistake; an unreadable file is one
     */
    public static List<Rulebook> read(Path folder, Findings findings) {
        if (!Files.isDirectory(folder)) {
            findings.error(
                    Code.UNREADABLE, new Position(folder.toString(), 1, 1), "", "没有这个文件夹。", "There is no such folder.");
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Read> read = files.filter(RulebookReader::isRulebook).sorted().toList().parallelStream()
                    .map(RulebookReader::readFile)
                    .toList();
            read.forEach(each -> findings.addAll(each.findings()));
            return read.stream().flatMap(each -> each.rulebook().stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Read(Optional<Rulebook> rulebook, Findings findings) {}

    /** Reads one rulebook from its text; {@code file} is how diagnostics name it. */
    public static Rulebook read(String file, String text, Findings findings) {
        return new MarkdownReader(file, text, findings).read();
    }

    private static boolean isRulebook(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".md") && !name.equalsIgnoreCase("readme.md") && Files.isRegularFile(path);
    }

    private static Read readFile(Path path) {
        String file = path.toString().replace('\\', '/');
        Position start = new Position(file, 1, 1);
        Findings findings = new Findings();
        try {
            if (Files.size(path) > LARGEST) {
                findings.error(
                        Code.TOO_LARGE, start, "", "文件超过 1 MB,一本制度不会这么长。", "Over 1 MB: no rulebook is that long.");
                return new Read(Optional.empty(), findings);
            }
            Rulebook rulebook = read(file, Files.readString(path, StandardCharsets.UTF_8), findings);
            return new Read(Optional.of(rulebook), findings);
        } catch (CharacterCodingException e) {
            findings.error(Code.UNREADABLE, start, "", "文件不是 UTF-8 编码。", "The file is not UTF-8.");
            return new Read(Optional.empty(), findings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads {@code 中文 | English}; without a bar both are the same. */
    static Label label(String text) {
        return Label.parse(text);
    }
}
