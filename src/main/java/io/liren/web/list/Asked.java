package io.liren.web.list;

import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.Filter;
import io.liren.register.Hit;
import io.liren.register.ListQuery;
import io.liren.web.list.ListPage.Kept;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a list's address asks for. Filters are {@code field.is}, {@code field.has}, {@code field.from}, {@code field.to} and
 * {@code field.missing}; a bare {@code field} is the same as {@code field.is}.
 */
record Asked(Map<String, List<String>> parameters) {
    static final String SEARCH = "q";
    static final String SORT = "sort";
    static final String AFTER = "after";
    static final String TRAIL = "trail";
    static final String ADD = "add";
    static final String COLUMNS = "columns";
    /** The row that is looked at beside the list. */
    static final String SEEN = "seen";
    /** The page of a list that is paged by number; no field is called so. */
    static final String NUMBER = "at-page";

    private static final int PAGE = 50;
    private static final int MOST_NAMED = 200;

    Asked {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            List<String> some = values.stream().filter(v -> !v.isBlank()).toList();
            if (!some.isEmpty()) {
                kept.put(name, some);
            }
        });
        parameters = java.util.Collections.unmodifiableMap(kept);
    }

    /** Of what stands after the question mark of an address. */
    static Asked of(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int at = pair.indexOf('=');
            if (at > 0) {
                parameters
                        .computeIfAbsent(decoded(pair.substring(0, at)), n -> new ArrayList<>())
                        .add(decoded(pair.substring(at + 1)));
            }
        }
        return new Asked(parameters);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Half a character: what can't be read asks for nothing.
            return "";
        }
    }

    /** The same, with the columns that the reader has chosen before if the address names none. */
    Asked orColumns(List<SavedViews.Saved> views) {
        if (parameters.containsKey(COLUMNS)) {
            return this;
        }
        Map<String, List<String>> more = new LinkedHashMap<>(parameters);
        views.stream()
                .filter(v -> v.name().equals(SavedViews.STANDARD))
                .findFirst()
                .map(v -> of(v.query()).all(COLUMNS))
                .ifPresent(columns -> more.put(COLUMNS, columns));
        return new Asked(more);
    }

    String one(String name) {
        return parameters.getOrDefault(name, List.of("")).getFirst();
    }

    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /** The values that a field must equal. */
    List<String> equal(String field) {
        return parameters.containsKey(field + ".is") ? all(field + ".is") : all(field);
    }

    boolean filters(String field) {
        return !equal(field).isEmpty()
                || !one(field + ".has").isEmpty()
                || !one(field + ".from").isEmpty()
                || !one(field + ".to").isEmpty()
                || !one(field + ".missing").isEmpty();
    }

    static boolean belongs(String parameter, String field) {
        return parameter.equals(field) || parameter.startsWith(field + ".");
    }

    /** The page's query. {@code names} finds the records of a register whose name holds a text. */
    ListQuery query(String register, List<FieldModel> fields, BiFunction<String, String, List<Hit>> names) {
        ListQuery query = ListQuery.of(register).size(PAGE);
        if (!one(SEARCH).isEmpty()) {
            query = query.where(new Filter.Found(one(SEARCH)));
        }
        for (Filter filter : filters(fields, names)) {
            query = query.where(filter);
        }
        List<String> columns = columns(fields);
        if (!columns.isEmpty()) {
            query = query.columns(columns);
        }
        String sort = one(SORT);
        if (!sort.isEmpty()) {
            boolean down = sort.startsWith("-");
            query = query.sortedBy(down ? sort.substring(1) : sort, down);
        }
        return one(AFTER).isEmpty() ? query : query.after(one(AFTER));
    }

    /** The columns asked for that there are; none: those that the book shows by itself. */
    List<String> columns(List<FieldModel> fields) {
        return all(COLUMNS).stream()
                .flatMap(c -> Arrays.stream(c.split(",")))
                .filter(c -> fields.stream().anyMatch(f -> f.name().equals(c)))
                .distinct()
                .toList();
    }

    /** What the fields are asked for. {@code names} finds the records of a register whose name holds a text. */
    List<Filter> filters(List<FieldModel> fields, BiFunction<String, String, List<Hit>> names) {
        return fields.stream()
                .filter(Asked::canFilter)
                .flatMap(f -> filters(f, names).stream())
                .toList();
    }

    private List<Filter> filters(FieldModel field, BiFunction<String, String, List<Hit>> names) {
        List<Filter> filters = new ArrayList<>();
        String name = field.name();
        if (!equal(name).isEmpty()) {
            filters.add(new Filter.AnyOf(name, equal(name)));
        }
        String has = one(name + ".has");
        if (!has.isEmpty()) {
            filters.add(field.type()
                    .target()
                    .<Filter>map(target -> new Filter.AnyOf(
                            name,
                            // No record at all is no record of that name either.
                            found(names.apply(target, has))))
                    .orElse(new Filter.Contains(name, has)));
        }
        Optional<String> from = Optional.of(one(name + ".from")).filter(f -> !f.isEmpty());
        Optional<String> to = Optional.of(one(name + ".to")).filter(t -> !t.isEmpty());
        if (from.isPresent() || to.isPresent()) {
            filters.add(new Filter.Between(name, from, to));
        }
        if (!one(name + ".missing").isEmpty()) {
            filters.add(new Filter.Missing(name));
        }
        return filters;
    }

    private static List<String> found(List<Hit> hits) {
        List<String> ids =
                hits.stream().limit(MOST_NAMED).map(h -> h.id().toString()).toList();
        return ids.isEmpty() ? List.of(new UUID(0, 0).toString()) : ids;
    }

    /** The address with another value of one parameter, from the first page on; an empty value leaves it out. */
    String with(String address, String name, String value) {
        Map<String, List<String>> next = new LinkedHashMap<>(parameters);
        next.keySet().removeIf(Asked::isOfThePage);
        next.remove(name);
        if (!value.isEmpty()) {
            next.put(name, List.of(value));
        }
        return address(address, next);
    }

    /** The address without the filter of a field. */
    String without(String address, String field) {
        return address(address, kept(p -> !belongs(p, field)));
    }

    /** The next page, and the way back from there. */
    String next(String address, String cursor) {
        Map<String, List<String>> next = new LinkedHashMap<>(parameters);
        next.remove(SEEN);
        next.put(AFTER, List.of(cursor));
        next.put(TRAIL, List.of(one(TRAIL) + one(AFTER) + "~"));
        return address(address, next);
    }

    /** The page before; only where this is not the first. */
    Optional<String> previous(String address) {
        if (one(AFTER).isEmpty()) {
            return Optional.empty();
        }
        List<String> trail = new ArrayList<>(List.of(one(TRAIL).split("~", -1)));
        // The text ends with a mark, so that the last piece is empty.
        trail.removeLast();
        String last = trail.isEmpty() ? "" : trail.removeLast();
        Map<String, List<String>> back = new LinkedHashMap<>(parameters);
        back.remove(AFTER);
        back.remove(TRAIL);
        back.remove(SEEN);
        if (!last.isEmpty()) {
            back.put(AFTER, List.of(last));
        }
        if (!trail.isEmpty()) {
            back.put(TRAIL, List.of(String.join("~", trail) + "~"));
        }
        return Optional.of(address(address, back));
    }

    /** This page with a row beside it; empty: without. */
    String seeing(String address, String row) {
        Map<String, List<String>> next = new LinkedHashMap<>(parameters);
        next.remove(SEEN);
        next.remove(ADD);
        if (!row.isEmpty()) {
            next.put(SEEN, List.of(row));
        }
        return address(address, next);
    }

    /** How many lines lie before this page. */
    int before() {
        return PAGE * (int) one(TRAIL).chars().filter(c -> c == '~').count();
    }

    /** The parameters that a form sends along. */
    List<Kept> keptBut(Predicate<String> left) {
        return kept(p -> !left.test(p)).entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(v -> new Kept(e.getKey(), v)))
                .toList();
    }

    /** Whether a parameter says which part of the list is seen, not what the list is. */
    private static boolean isOfThePage(String name) {
        return List.of(AFTER, TRAIL, ADD, SEEN, NUMBER).contains(name);
    }

    private Map<String, List<String>> kept(Predicate<String> which) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            if (!isOfThePage(name) && which.test(name)) {
                kept.put(name, values);
            }
        });
        return kept;
    }

    /** The same list elsewhere, such as its export. */
    String elsewhere(String address) {
        return address(address, kept(p -> true));
    }

    private static String address(String address, Map<String, List<String>> parameters) {
        String query = parameters.entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(v -> encoded(e.getKey()) + "=" + encoded(v)))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? address : address + "?" + query;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Whether a field can be asked for here. */
    static boolean canFilter(FieldModel field) {
        return !field.isSensitive() && !(field.type() instanceof FieldType.Attachment);
    }
}
