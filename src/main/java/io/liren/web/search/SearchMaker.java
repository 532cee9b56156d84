package io.liren.web.search;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.register.Hit;
import io.liren.register.Records;
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

/** Makes the page of a search (查找): records by register, then clauses. */
final class SearchMaker {
    private static final int MOST = 60;
    private static final int EACH = 5;
    private static final int CLAUSES = 10;
    private final Edition edition;
    private final Records records;

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
                hits.stream()
                        .map(h -> new SearchPage.Result(h.title(), Addresses.record(register, h.id()), h.detail()))
                        .distinct()
                        .toList(),
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

    private List<SearchPage.Result> clauses(String query, Language language) {
        String low = query.toLowerCase(Locale.ROOT);
        return edition.clauses().stream()
                .filter(c -> (c.title().zh() + "\n" + c.title().en() + "\n" + c.textZh() + "\n" + c.textEn())
                        .toLowerCase(Locale.ROOT)
                        .contains(low))
                .limit(CLAUSES)
                .map(c -> new SearchPage.Result(
                        title(c, language), Addresses.clause(c), c.title().in(language)))
                .toList();
    }

    private String title(Clause clause, Language language) {
        return edition.rulebook(clause.rulebook())
                        .map(r -> r.title().in(language))
                        .orElse(clause.rulebook())
                + " " + clause.number();
    }
}
