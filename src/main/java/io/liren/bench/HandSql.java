package io.liren.bench;

import io.liren.block.Derivation;
import io.liren.block.DerivationScope;
import io.liren.block.Edition;
import io.liren.derivation.Duties;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The statements that a person wrote for the same duties, as files: {@code <rulebook>/<duty>.sql}. A rulebook without a
 * folder is not measured; one with a folder has a file for each of its duties.
 */
public final class HandSql {
    private static final Pattern BIND = Pattern.compile("(?<!:):(communities|from|today|zone)\\b");
    private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*$");

    private final Map<Derivation, String> texts;

    private HandSql(Map<Derivation, String> texts) {
        this.texts = texts;
    }

    /**
     * Reads the statements of an edition's duties.
     *
     * @param only the one rulebook to measure; empty: all that have a folder
     * @throws BenchFailure if there is nothing to measure, a duty has no file, or a file no duty
     */
    public static HandSql read(Path folder, Edition edition, Optional<String> only) {
        Map<Derivation, String> texts = new LinkedHashMap<>();
        for (String rulebook : rulebooks(folder)) {
            if (only.isEmpty() || only.get().equals(rulebook)) {
                texts.putAll(ofRulebook(folder.resolve(rulebook), rulebook, edition));
            }
        }
        if (texts.isEmpty()) {
            throw new BenchFailure(
                    new Label("没有可比的任务:" + folder + " 是空的", "nothing to measure: no duty has a file in " + folder));
        }
        return new HandSql(texts);
    }

    private static Map<Derivation, String> ofRulebook(Path folder, String rulebook, Edition edition) {
        Map<Derivation, String> texts = new LinkedHashMap<>();
        List<String> left = new ArrayList<>(files(folder));
        for (Derivation duty : edition.derivations()) {
            // A duty that is no question of its own, such as a report's to be sent, has no expressions to be looped
            // over.
            if (!duty.id().startsWith(rulebook + ".") || !(duty.statement() instanceof Duties.Stated)) {
                continue;
            }
            String name = duty.id().substring(rulebook.length() + 1) + ".sql";
            if (!left.remove(name)) {
                throw new BenchFailure(new Label(
                        "任务 " + duty.id() + " 没有手写的语句,请写 " + folder.resolve(name),
                        "the duty " + duty.id() + " has no SQL by hand; write " + folder.resolve(name)));
            }
            texts.put(duty, text(folder.resolve(name)));
        }
        if (!left.isEmpty()) {
            throw new BenchFailure(new Label(
                    folder.resolve(left.getFirst()) + " 不属于任何任务",
                    folder.resolve(left.getFirst()) + " belongs to no duty of the rulebooks"));
        }
        return texts;
    }

    /** The duties that can be measured, in the order of the rulebooks. */
    List<Derivation> duties() {
        return List.copyOf(texts.keySet());
    }

    /** The statement for a duty, with its binds: {@code :communities}, {@code :from}, {@code :today}, {@code :zone}. */
    Sql of(Derivation duty, DerivationScope scope) {
        String text = texts.getOrDefault(duty, "");
        List<Sql> pieces = new ArrayList<>();
        Matcher bind = BIND.matcher(text);
        int done = 0;
        while (bind.find()) {
            pieces.add(Sql.trusted(text.substring(done, bind.start())));
            pieces.add(
                    switch (bind.group(1)) {
                        case "communities" -> scope.communities();
                        case "from" -> scope.from();
                        case "today" -> scope.today();
                        default -> Sql.bind(scope.zone().getId());
                    });
            done = bind.end();
        }
        pieces.add(Sql.trusted(text.substring(done)));
        return Sql.join("", pieces);
    }

    private static String text(Path file) {
        try {
            return COMMENT.matcher(Files.readString(file)).replaceAll("").strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rulebooks that have a folder. */
    public static List<String> rulebooks(Path folder) {
        return list(folder).filter(Files::isDirectory).map(HandSql::name).toList();
    }

    private static List<String> files(Path folder) {
        return list(folder).map(HandSql::name).filter(n -> n.endsWith(".sql")).toList();
    }

    private static Stream<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
