package io.liren.rulebook;

import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects every mistake of one run, so that the reader sees all of them and not only the first. */
public final class Findings {
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, List<String>> sources = new HashMap<>();

    /** Makes a file's lines known, so that a diagnostic can quote its line. */
    void source(String file, List<String> lines) {
        sources.put(file, List.copyOf(lines));
    }

    /** Takes over all of another collection. */
    void addAll(Findings other) {
        diagnostics.addAll(other.diagnostics);
        sources.putAll(other.sources);
    }

    /** Adds an error without near names. */
    public void error(Code code, Position position, String clause, String zh, String en) {
        error(code, position, 1, clause, zh, en, List.of());
    }

    /** Adds an error. */
    public void error(
            Code code, Position position, int length, String clause, String zh, String en, List<String> nearest) {
        add(code, Severity.ERROR, position, length, clause, zh, en, nearest);
    }

    /** Adds a warning: the rulebook may run, but a person should look. */
    public void warning(Code code, Position position, int length, String clause, String zh, String en) {
        add(code, Severity.WARNING, position, length, clause, zh, en, List.of());
    }

    private void add(
            Code code,
            Severity severity,
            Position position,
            int length,
            String clause,
            String zh,
            String en,
            List<String> nearest) {
        diagnostics.add(new Diagnostic(
                code, severity, position, Math.max(1, length), clause, excerpt(position), new Label(zh, en), nearest));
    }

    private String excerpt(Position position) {
        List<String> lines = sources.getOrDefault(position.file(), List.of());
        int index = position.line() - 1;
        return index >= 0 && index < lines.size() ? lines.get(index) : "";
    }

    /** Does something whose mistakes are of no account to this run: what it gives, or empty if it made an error. */
    public <T> Optional<T> aside(Supplier<T> work) {
        int before = diagnostics.size();
        T given = work.get();
        List<Diagnostic> made = diagnostics.subList(before, diagnostics.size());
        boolean failed = made.stream().anyMatch(d -> d.severity() == Severity.ERROR);
        made.clear();
        return failed ? Optional.empty() : Optional.of(given);
    }

    /** Every finding so far, in the order of the files. */
    public List<Diagnostic> all() {
        return diagnostics.stream()
                .sorted(Comparator.comparing(Diagnostic::position))
                .toList();
    }

    /** The errors alone, in the order of the files. */
    public List<Diagnostic> errors() {
        return all().stream().filter(d -> d.severity() == Severity.ERROR).toList();
    }

    /** Whether anything was found that keeps a rulebook from running. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }
}
