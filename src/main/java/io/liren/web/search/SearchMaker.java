package io.liren.web.search;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.procedure.Cases;
import io.liren.procedure.Procedure;
import io.liren.register.Hit;
import io.liren.register.Records;
import io.liren.register.SearchText;
import io.liren.rulebook.Clause;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Words;
import io.liren.wording.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the page of a search (查找): records by register, then clauses. */
final class SearchMaker {
    private static final int MOST = 60;
    private static final int EACH = 5;
    private static final int CLAUSES = 10;
    private final Edition edition;
    private final Records records;
    private @Nullable Map<Clause, SearchText> indexed;

    SearchMaker(Edition edition, Records records) {
        this.edition = edition;
        this.records = records;
    }

    SearchPage make(Viewer viewer, Words words, String asked) {
        String query = asked.strip();
        if (query.isEmpty()) {
            return new SearchPage("", words.say("search.title"), words.say("search.hint"), List.of());
        }
        Map<String, List<Hit>> byRegister = new LinkedHashMap<>();
        for (Hit hit : records.search(viewer, query, MOST)) {
            byRegister
                    .computeIfAbsent(hit.register().id(), r -> new ArrayList<>())
                    .add(hit);
        }
        List<SearchPage.Group> groups = new ArrayList<>();
        byRegister.forEach((register, hits) -> groups.add(new SearchPage.Group(
                hits.getFirst().register().label().in(words.language()),
                results(viewer, words.language(), register, hits),
                hits.size() >= EACH
                        ? new Link(
                                words.say("search.all"),
                                Addresses.register(register) + Addresses.query(Map.of("q", query)))
                        : null)));
        List<SearchPage.Result> clauses = clauses(query, words.language());
        if (!clauses.isEmpty()) {
            groups.add(new SearchPage.Group(words.say("nav.rulebooks"), clauses, null));
        }
        int found = groups.stream().mapToInt(g -> g.results().size()).sum();
        return new SearchPage(
                query,
                found == 0 ? words.say("search.nothing", query) : words.say("search.found", query, found),
                found == 0 ? words.say("search.hint") : "",
                groups);
    }

    /** What was found in one register; of a case, where it stands. */
    private List<SearchPage.Result> results(Viewer viewer, Language language, String register, List<Hit> hits) {
        Optional<Procedure> procedure = edition.all(Procedure.class).stream()
                .filter(p -> p.of().equals(register))
                .findFirst();
        Map<UUID, String> states = procedure
                .map(p -> records.asSeenBy(
                        viewer,
                        t -> Cases.states(
                                t,
                                p,
                                viewer.community(),
                                hits.stream().map(Hit::id).toList())))
                .orElse(Map.of());
        return hits.stream()
                .map(h -> new SearchPage.Result(
                        h.title(),
                        Addresses.record(register, h.id()),
                        Stream.of(
                                        procedure
                                                .filter(p -> states.containsKey(h.id()))
                                                .map(p -> p.stateLabel(states.getOrDefault(h.id(), ""))
                                                        .in(language))
                                                .orElse(""),
                                        h.detail())
                                .filter(n -> !n.isEmpty())
                                .collect(Collectors.joining(" · "))))
                .distinct()
                .toList();
    }

    /** Clauses by a word of their title or text, and by the initials of title and rulebook: dyjy finds 党员教育. */
    private List<SearchPage.Result> clauses(String query, Language language) {
        List<String> words = SearchText.query(query);
        return words.isEmpty()
                ? List.of()
                : indexed().entrySet().stream()
                        .filter(e ->
                                e.getValue().holds(words) || body(e.getKey()).holds(words))
                        .map(Map.Entry::getKey)
                        .limit(CLAUSES)
                        .map(c -> new SearchPage.Result(
                                title(c, language),
                                Addresses.clause(c),
                                c.title().in(language)))
                        .toList();
    }

    private static SearchText body(Clause clause) {
        String text = clause.textZh() + clause.textEn();
        return new SearchText(text.toLowerCase(Locale.ROOT).replaceAll("\\s+", ""), List.of());
    }

    /** Made when somebody first searches: how all titles are spelled takes a while to find out. */
    private synchronized Map<Clause, SearchText> indexed() {
        if (indexed == null) {
            indexed = index(edition);
        }
        return indexed;
    }

    private static Map<Clause, SearchText> index(Edition edition) {
        Map<Clause, SearchText> indexed = new LinkedHashMap<>();
        for (Clause clause : edition.clauses()) {
            List<String> words = new ArrayList<>();
            edition.rulebook(clause.rulebook()).ifPresent(r -> {
                words.add(r.title().zh() + clause.number());
                words.add(r.title().en() + clause.number());
            });
            words.add(clause.title().zh());
            words.add(clause.title().en());
            indexed.put(clause, SearchText.of(words));
        }
        return indexed;
    }

    private String title(Clause clause, Language language) {
        return edition.rulebook(clause.rulebook())
                        .map(r -> r.title().in(language))
                        .orElse(clause.rulebook())
                + " " + clause.number();
    }
}
