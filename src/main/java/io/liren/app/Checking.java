package io.liren.app;

import io.liren.block.Compiler;
import io.liren.block.Coverage;
import io.liren.block.Edition;
import io.liren.block.ProseCheck;
import io.liren.calendar.WorkingDays;
import io.liren.example.Examples;
import io.liren.parameter.Parameters;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.rulebook.RulebookReader;
import io.liren.rulebook.Severity;
import io.liren.schema.CalendarTables;
import io.liren.schema.CoreSchema;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Checks a folder of rulebooks: reads, compiles, compares text and blocks, runs every example. */
final class Checking {
    /**
     * What came of it.
     *
     * @param errors everything that keeps the rulebooks from passing
     * @param warnings what a person should look at
     */
    record Checked(Edition edition, List<Diagnostic> errors, List<Diagnostic> warnings, List<Examples.Result> results) {
        long passed(String rulebook) {
            return results.stream().filter(r -> r.passed() && of(r, rulebook)).count();
        }

        long failed(String rulebook) {
            return results.stream().filter(r -> !r.passed() && of(r, rulebook)).count();
        }

        private static boolean of(Examples.Result result, String rulebook) {
            return rulebook.isEmpty() || result.example().place().rulebook().equals(rulebook);
        }

        /** The counts in one line, of one rulebook or of all. */
        String line(String rulebook) {
            Coverage coverage = Coverage.of(edition, rulebook);
            return "clauses %d, executed %d, partial %d, narrative %d, examples %d passed %d failed"
                    .formatted(
                            coverage.clauses(),
                            coverage.executed(),
                            coverage.partial(),
                            coverage.narrative(),
                            passed(rulebook),
                            failed(rulebook));
        }
    }

    private Checking() {}

    /** Compiles a folder; errors are in the findings. */
    static Edition compile(Path folder, Findings findings) {
        Edition edition = new Compiler(Kinds.all()).compile(RulebookReader.read(folder, findings), findings);
        ProseCheck.check(edition, findings);
        return edition;
    }

    /** Rulebooks that were read and compiled to be run; errors are in the findings. */
    record Ready(Edition edition, Findings findings) {}

    /** Begins to read a folder, while something else is done; asked for what came of it, it waits. */
    static Supplier<Ready> begun(Path folder) {
        CompletableFuture<Ready> reading = CompletableFuture.supplyAsync(() -> {
            Findings findings = new Findings();
            return new Ready(
                    new Compiler(Kinds.all()).compile(RulebookReader.read(folder, findings), findings), findings);
        });
        return () -> {
            try {
                return reading.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException why ? why : e;
            }
        };
    }

    /**
     * Checks a folder.
     *
     * @param strict warnings count as errors
     */
    static Checked check(Path folder, Connections connections, boolean strict) {
        Findings findings = new Findings();
        Edition edition = compile(folder, findings);
        List<Examples.Result> results = List.of();
        if (!findings.hasErrors()) {
            CoreSchema.apply(connections.owner());
            Database owner = connections.ownerDatabase();
            results = owner.inTransaction(Scope.platform(), transaction -> {
                transaction.rollbackOnly();
                CalendarTables.fill(transaction, WorkingDays.bundled());
                return Examples.run(
                        edition,
                        owner,
                        (prepared, topmost) -> new Parameters(edition).load(prepared, topmost, Instant.EPOCH),
                        findings);
            });
        }
        List<Diagnostic> errors = findings.all().stream()
                .filter(d -> strict || d.severity() == Severity.ERROR)
                .toList();
        List<Diagnostic> warnings =
                findings.all().stream().filter(d -> !errors.contains(d)).toList();
        return new Checked(edition, errors, warnings, results);
    }
}
