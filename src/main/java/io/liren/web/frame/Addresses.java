package io.liren.web.frame;

import io.liren.block.Prefill;
import io.liren.rulebook.Clause;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The one place that knows the addresses of pages. */
public final class Addresses {
    private Addresses() {}

    /** A rulebook's page. */
    public static String rulebook(String rulebook) {
        return "/rulebooks/" + rulebook;
    }

    /** A clause, opened. */
    public static String clause(Clause clause) {
        return rulebook(clause.rulebook()) + "/" + clause.number();
    }

    /** A register's list; {@code register} is its full id. */
    public static String register(String register) {
        return "/registers/" + register.replace('.', '/');
    }

    /** A record's page. */
    public static String record(String register, UUID id) {
        return register(register) + "/" + id;
    }

    /** A report for a period, by its key; empty: the one it is due for. */
    public static String report(String report, String period) {
        return "/reports/" + report.replace('.', '/') + (period.isEmpty() ? "" : "?period=" + period);
    }

    /** A sample of a period, by its key; empty: the one in which something is left to do. */
    public static String sample(String sample, String period) {
        return "/samples/" + sample.replace('.', '/') + (period.isEmpty() ? "" : "?period=" + period);
    }

    /** The form for a new record. */
    public static String create(String register, Map<String, String> filled) {
        return register(register) + "/new" + query(filled);
    }

    /** The form for a new record that a duty asks for. */
    public static String waiver(String duty, UUID subject, String period) {
        return "/duties/" + duty + "/" + subject + "/" + period + "/waiver";
    }

    /** The parameters with these ids: one among all the others, several by themselves. */
    public static String parameters(List<String> ids) {
        return ids.size() == 1 ? "/parameters#" + ids.getFirst() : "/parameters?only=" + String.join("&only=", ids);
    }

    /** What an address carries after the question mark. */
    public static String query(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : "?"
                        + parameters.entrySet().stream()
                                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What a prefill puts into a field's parameter; empty if it is not known here. */
    public static String filled(Prefill prefill, UUID subject, String periodStart) {
        return switch (prefill) {
            case Prefill.Subject ignored -> subject.toString();
            case Prefill.SubjectField ignored -> "";
            case Prefill.PeriodStart ignored -> periodStart;
            case Prefill.Fixed(String field, String value) -> value;
        };
    }
}
