package io.liren.web.search;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.derivation.Derivations;
import io.liren.derivation.Occurrence;
import io.liren.derivation.State;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.rulebook.Rulebook;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the page of places where one may enter something (登记): first what the reader's duties ask for, the most pressing first. */
final class EnterMaker {
    private static final int FAVOURITES = 6;
    private final Edition edition;
    private final Records records;
    private final Derivations derivations;

    EnterMaker(Edition edition, Records records, Derivations derivations) {
        this.edition = edition;
        this.records = records;
        this.derivations = derivations;
    }

    EnterPage make(Viewer viewer, Words words) {
        if (viewer.asOf().isPresent()) {
            return new EnterPage(
                    List.of(),
                    List.of(),
                    words.say("date.readOnly", Formats.date(viewer.asOf().get(), words.language())));
        }
        Map<String, Integer> owed = owed(viewer);
        List<EnterPage.Item> favourites = new ArrayList<>();
        owed.forEach((register, count) -> records.registers()
                .find(register)
                .filter(m -> m.entrusts(viewer) && favourites.size() < FAVOURITES)
                .ifPresent(m -> favourites.add(item(m, words, words.say("enter.owed", count)))));
        List<EnterPage.Group> groups = new ArrayList<>();
        for (Rulebook rulebook : edition.rulebooks()) {
            List<EnterPage.Item> items = records.registers().all().stream()
                    .filter(m -> m.place().rulebook().equals(rulebook.id()) && m.entrusts(viewer))
                    .map(m -> item(m, words, ""))
                    .toList();
            if (!items.isEmpty()) {
                groups.add(new EnterPage.Group(rulebook.title().in(words.language()), items));
            }
        }
        return new EnterPage(favourites, groups, groups.isEmpty() ? words.say("enter.none") : "");
    }

    private static EnterPage.Item item(RegisterModel model, Words words, String note) {
        return new EnterPage.Item(model.label().in(words.language()), Addresses.create(model.id(), Map.of()), note);
    }

    /** How many occurrences wait for a record of each register, by the day they are due. */
    private Map<String, Integer> owed(Viewer viewer) {
        List<Derivation> duties = edition.derivations().stream()
                .filter(d -> viewer.posts().contains(d.owedBy()) && d.evidence().isPresent())
                .toList();
        Map<String, String> register = new HashMap<>();
        duties.forEach(d -> register.put(
                d.id(), Optional.of(d).flatMap(Derivation::evidence).orElseThrow()));
        Map<String, Integer> owed = new LinkedHashMap<>();
        for (Occurrence occurrence : derivations.owed(viewer, duties)) {
            if (occurrence.state() != State.UPCOMING) {
                owed.merge(register.getOrDefault(occurrence.duty(), ""), 1, Integer::sum);
            }
        }
        return owed;
    }
}
