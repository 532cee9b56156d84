package io.liren.web.list;

import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.Filter;
import io.liren.register.Hit;
import io.liren.register.ListQuery;
import io.liren.web.list.ListPage.Kept;
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
        for (FieldModel field : fields) {
            for (Filter filter : filters(field, names)) {
                query = query.where(filter);
            }
        }
        List<String> columns = Arrays.stream(one(COLUMNS).split(","))
                .filter(c -> fields.stream().anyMatch(f -> f.name().equals(c)))
                .toList();
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
        next.remove(AFTER);
        next.remove(TRAIL);
        next.remove(ADD);
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
        if (!last.isEmpty()) {
            back.put(AFTER, List.of(last));
        }
        if (!trail.isEmpty()) {
            back.put(TRAIL, List.of(String.join("~", trail) + "~"));
        }
        return Optional.of(address(address, back));
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

    private Map<String, List<String>> kept(Predicate<String> which) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        parameters.forEach((name, values) -> {
            boolean ofThePage = name.equals(AFTER) || name.equals(TRAIL) || name.equals(ADD);
            if (!ofThePage && which.test(name)) {
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
