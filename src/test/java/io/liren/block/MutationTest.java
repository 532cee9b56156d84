package io.liren.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.app.Kinds;
import io.liren.calendar.Today;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.rulebook.RawBlock;
import io.liren.rulebook.Rulebook;
import io.liren.rulebook.RulebookReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand spoilt clauses of the real rulebooks: each ends in errors with their places, or in a rulebook that
 * compiles. The spoilt clause is read among the others of its rulebook and of those it uses, which are read once; of
 * its blocks those are compiled that are no longer what they were.
 */
class MutationTest {
    private static final long SEED = 20261125;
    private static final int WARM = 10;
    private static final int MUTATIONS = Integer.getInteger("liren.mutations", 10_000);
    private static final DerivationScope SCOPE = DerivationScope.of(
            List.of(new UUID(1, 1)), LocalDate.parse("2025-01-01"), LocalDate.parse("2026-10-02"), Today.SHANGHAI);

    /** What no other block names: left out of the rulebooks around a spoilt clause. */
    private static final Set<String> UNNAMED = Set.of("example", "report", "ledger", "limit");

    private final Map<String, Rulebook> rulebooks = new TreeMap<>();
    private final Map<String, Rulebook> named = new TreeMap<>();
    private final Map<String, Set<String>> texts = new TreeMap<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger compiled = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();

    /** A clause, or a section, with the lines it stands on. */
    private record Piece(Rulebook rulebook, int first, List<String> lines) {}

    @Test
    void eachEndsInErrorsWithTheirPlacesOrCompiles() throws InterruptedException {
        Findings findings = new Findings();
        RulebookReader.read(Path.of("rulebooks"), findings).forEach(r -> rulebooks.put(r.id(), r));
        rulebooks.values().forEach(r -> named.put(r.id(), named(r)));
        rulebooks
                .values()
                .forEach(r -> texts.put(
                        r.id(), r.blocks().stream().map(RawBlock::text).collect(Collectors.toSet())));
        List<Piece> pieces =
                rulebooks.values().stream().flatMap(MutationTest::pieces).toList();
        assertThat(pieces).hasSizeGreaterThan(60);
        // As in a program that runs: it has read its rulebooks before anyone spoils one.
        for (int times = 0; times < WARM; times++) {
            Piece piece = pieces.get(times);
            look(piece, String.join("\n", piece.lines()), 0);
        }
        refused.set(0);
        compiled.set(0);
        try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
            for (int number = 0; number < MUTATIONS; number++) {
                int seed = number;
                workers.execute(() -> spoilt(pieces, seed));
            }
            workers.shutdown();
            assertThat(workers.awaitTermination(20, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(faults).isEmpty();
        assertThat(refused.get() + compiled.get()).isEqualTo(MUTATIONS);
        assertThat(refused.get()).isGreaterThan(MUTATIONS / 4);
        assertThat(compiled.get()).isGreaterThan(MUTATIONS / 20);
        // A second is promised; on a machine that does much else the processor's time stretches, too.
        assertThat(TimeUnit.NANOSECONDS.toMillis(slowest.get()))
                .as("milliseconds of the slowest")
                .isLessThan(2_000);
    }

    private static Rulebook named(Rulebook whole) {
        return new Rulebook(
                whole.id(),
                whole.title(),
                whole.uses(),
                whole.version(),
                whole.posts(),
                whole.clauses(),
                whole.blocks().stream()
                        .filter(b -> !UNNAMED.contains(b.keyword()))
                        .toList(),
                whole.file(),
                whole.source());
    }

    /** Cuts a rulebook at its headings. */
    private static Stream<Piece> pieces(Rulebook rulebook) {
        List<String> lines = rulebook.source().lines().toList();
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        boolean fenced = false;
        for (int i = 0; i < lines.size(); i++) {
            fenced ^= lines.get(i).startsWith("```");
            boolean heading = !fenced && lines.get(i).startsWith("## ");
            if (heading || i == lines.size() - 1) {
                pieces.add(new Piece(rulebook, from, lines.subList(from, heading ? i : lines.size())));
                from = i;
            }
        }
        // The first holds the front matter: it is spoilt too, but the rulebook's name must stay known.
        return pieces.stream().filter(p -> p.lines().size() > 3);
    }

    private void spoilt(List<Piece> pieces, int number) {
        Random random = new Random(SEED + number);
        Piece piece = pieces.get(random.nextInt(pieces.size()));
        Spoiler spoiler = new Spoiler(random);
        String text = spoiler.spoil(piece.lines());
        // The processor's time, not the clock's: a busy machine is no fault of the compiler.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        try {
            look(piece, text, number);
        } catch (Throwable thrown) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            faults.add("#" + number + " " + spoiler.how() + " in "
                    + piece.rulebook().id() + ":" + piece.first() + ": "
                    + trace.toString().lines().limit(12).collect(Collectors.joining("\n")));
        }
        slowest.accumulateAndGet(threads.getCurrentThreadCpuTime() - start, Math::max);
    }

    private void look(Piece piece, String text, int number) {
        // What a spoilt name does to all the others is looked at now and then.
        boolean whole = number % 200 == 0;
        Findings findings = new Findings();
        Rulebook original = piece.rulebook();
        boolean head = piece.first() == 0;
        String front = "---\nrulebook: " + original.id() + "\ntitle: 制 | Book\n---\n";
        String file = "rulebooks/" + original.id() + ".md";
        String given = head ? text : front + text;
        Rulebook read = RulebookReader.read(file, given, findings);
        List<Rulebook> all = new ArrayList<>();
        Set<String> before = texts.getOrDefault(original.id(), Set.of());
        // By identity: to compare them whole takes longer than to compile one.
        Set<RawBlock> spoilt = Collections.newSetFromMap(new IdentityHashMap<>());
        read.blocks().stream().filter(b -> !before.contains(b.text())).forEach(spoilt::add);
        for (Rulebook each : (whole ? rulebooks : named).values()) {
            if (each.id().equals(original.id())) {
                all.add(mixed(each, piece, read, head));
            } else if (original.uses().contains(each.id())) {
                all.add(each);
            }
        }
        Edition edition = new Compiler(Kinds.all()).compile(all, findings, b -> whole || spoilt.contains(b));
        if (findings.hasErrors()) {
            refused.incrementAndGet();
        } else {
            compiled.incrementAndGet();
            ProseCheck.check(edition, findings);
            // What counts duties needs them compiled.
            if (whole || !text.contains("duty.")) {
                edition.derivations().forEach(d -> d.statement().apply(SCOPE).readable());
            }
        }
        int lines = (int) given.lines().count() + 1;
        for (Diagnostic found : findings.all()) {
            boolean placed = found.position().line() >= 1
                    && found.position().column() >= 1
                    && found.length() >= 1
                    && (!found.position().file().equals(file)
                            || found.position().line()
                                    <= Math.max(lines, original.source().lines().count()));
            if (!placed
                    || found.message().zh().isBlank()
                    || found.message().en().isBlank()) {
                faults.add("#" + number + " a diagnostic without a place or words: " + found);
            }
        }
    }

    /** The rulebook with the spoilt piece in the place of its own. */
    private static Rulebook mixed(Rulebook original, Piece piece, Rulebook read, boolean head) {
        int last = piece.first() + piece.lines().size();
        return new Rulebook(
                original.id(),
                original.title(),
                head ? read.uses() : original.uses(),
                original.version(),
                head ? read.posts() : original.posts(),
                both(
                        original.clauses(),
                        read.clauses(),
                        c -> outside(c.position().line(), piece, last)),
                both(original.blocks(), read.blocks(), b -> outside(b.position().line(), piece, last)),
                original.file(),
                original.source());
    }

    private static boolean outside(int line, Piece piece, int last) {
        return line <= piece.first() || line > last;
    }

    private static <T> List<T> both(
            Collection<T> original, Collection<T> spoilt, java.util.function.Predicate<T> stays) {
        return Stream.concat(original.stream().filter(stays), spoilt.stream()).toList();
    }

    /** What can happen to a text. */
    private static final class Spoiler {
        private static final List<String> ODD = List.of(
                "\u0000",
                "\u200b",
                "\u202e",
                "\ufeff",
                "\ud800",
                "\udc00",
                "\uD83D\uDE00",
                "e\u0301",
                "\u0007",
                "\t",
                "＝",
                "：",
                "（",
                "“",
                "\u2028",
                "\u0085",
                "\u00a0",
                "𠮷");
        private static final List<String> NUMBERS = List.of(
                "1" + "0".repeat(400),
                "-1",
                "0",
                "9223372036854775808",
                "1e999",
                "0.00000000000000000000000001",
                "2147483648",
                "1e-400",
                "99999");
        private static final List<String> VALUES = List.of(
                "[]",
                "{}",
                "null",
                "''",
                "[a, [b]]",
                "{a: {b: c}}",
                "true",
                "2026-02-30",
                "|",
                "&x 1",
                "*x",
                "!!int 3");
        private static final List<String> SIGNS = List.of(
                "{", "}", "[", "]", ":", "\"", "'", "|", ">", "&", "*", "!", "%", "@", "`", "#", "-", "?", ",", "(",
                ")", ".");
        private static final List<String> OPERATORS = List.of(
                "&&",
                "||",
                "==",
                "!=",
                "<=",
                "!",
                "-",
                "+",
                "/",
                "%",
                "?",
                "in",
                "=",
                "null",
                ".exists(x, x)",
                ".size()",
                "[0]");

        private final Random random;
        private final List<String> how = new ArrayList<>();

        Spoiler(Random random) {
            this.random = random;
        }

        String how() {
            return String.join(", ", how);
        }

        String spoil(List<String> given) {
            List<String> lines = new ArrayList<>(given);
            int times = 1 + random.nextInt(3);
            for (int i = 0; i < times && !lines.isEmpty(); i++) {
                once(lines);
            }
            return String.join("\n", lines) + "\n";
        }

        private void once(List<String> lines) {
            int at = random.nextInt(lines.size());
            String line = lines.get(at);
            int kind = random.nextInt(16);
            how.add(kind + " at line " + at);
            switch (kind) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, line);
                case 2 -> lines.set(at, replaced(line, word(lines)));
                case 3 -> java.util.Collections.swap(lines, at, random.nextInt(lines.size()));
                case 4 ->
                    lines.set(at, line.replaceFirst(": .*$", ": " + pick(VALUES).replace("\\", "\\\\")));
                case 5 -> lines.set(at, line.replaceFirst("\\d+", pick(NUMBERS)));
                case 6 -> lines.set(at, inserted(line, pick(ODD)));
                case 7 -> lines.set(at, inserted(line, pick(SIGNS)));
                case 8 -> lines.set(at, " ".repeat(random.nextInt(8)) + line.strip());
                case 9 -> lines.set(at, line.isEmpty() ? "" : without(line));
                case 10 -> lines.set(at, deep(line));
                case 11 -> lines.set(at, replacedOperator(line));
                case 12 -> lines.subList(at, lines.size()).clear();
                case 13 ->
                    lines.set(at, line + pick(List.of(" && ", " + ", ", ")).repeat(1 + random.nextInt(3000)));
                case 14 -> lines.set(at, swapped(line));
                default -> lines.set(at, line.replace(word(lines), word(lines)));
            }
        }

        private String word(List<String> lines) {
            for (int tries = 0; tries < 50; tries++) {
                String[] words = pick(lines).split("[^A-Za-z0-9_.-]+");
                String word = words.length == 0 ? "" : words[random.nextInt(words.length)];
                if (!word.isBlank()) {
                    return word;
                }
            }
            return "x";
        }

        private String replaced(String line, String by) {
            String[] words = line.split("[^A-Za-z0-9_-]+");
            String word = words.length == 0 ? "" : words[random.nextInt(words.length)];
            return word.isEmpty() ? line + " " + by : line.replace(word, by);
        }

        private String inserted(String line, String what) {
            int at = random.nextInt(line.length() + 1);
            return line.substring(0, at) + what + line.substring(at);
        }

        private String without(String line) {
            int at = random.nextInt(line.length());
            return line.substring(0, at) + line.substring(at + 1);
        }

        private String deep(String line) {
            int depth = pick(List.of(30, 300, 5000));
            String open = pick(List.of("[", "{a: ", "(", "!", "- "));
            int colon = line.indexOf(": ");
            return colon < 0
                    ? open.repeat(depth) + line
                    : line.substring(0, colon + 2)
                            + (random.nextBoolean() ? "\"" + open.repeat(depth) + "1\"" : open.repeat(depth));
        }

        private String replacedOperator(String line) {
            String operator = pick(OPERATORS);
            return line.contains(operator) ? line.replace(operator, pick(OPERATORS)) : inserted(line, pick(OPERATORS));
        }

        private String swapped(String line) {
            String[] words = line.split(" ");
            if (words.length < 2) {
                return line;
            }
            int one = random.nextInt(words.length);
            int other = random.nextInt(words.length);
            String kept = words[one];
            words[one] = words[other];
            words[other] = kept;
            return String.join(" ", words);
        }

        private <T> T pick(List<T> from) {
            return from.get(random.nextInt(from.size()));
        }
    }
}
