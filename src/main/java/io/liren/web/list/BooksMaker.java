package io.liren.web.list;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.rulebook.Rulebook;
import io.liren.sql.Sql;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Link;
import io.liren.web.frame.Words;
import io.liren.wording.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the overview of the registers that the viewer may read, by rulebook. */
final class BooksMaker {
    private final Edition edition;
    private final Records records;

    BooksMaker(Edition edition, Records records) {
        this.edition = edition;
        this.records = records;
    }

    BooksPage registers(Viewer viewer, Words words) {
        Language language = words.language();
        List<RegisterModel> open = records.registers().all().stream()
                .filter(m -> m.opensTo(viewer))
                .toList();
        Map<String, Long> counts = counts(viewer, open);
        List<BooksPage.Group> groups = new ArrayList<>();
        for (Rulebook rulebook : edition.rulebooks()) {
            List<BooksPage.Book> books = open.stream()
                    .filter(m -> m.place().rulebook().equals(rulebook.id()))
                    .map(m -> new BooksPage.Book(
                            m.label().in(language),
                            Addresses.register(m.id()),
                            "",
                            words.say("list.count", counts.getOrDefault(m.id(), 0L)),
                            m.entrusts(viewer)
                                    ? new Link(words.say("enter.title"), Addresses.create(m.id(), Map.of()))
                                    : null))
                    .toList();
            if (!books.isEmpty()) {
                groups.add(new BooksPage.Group(rulebook.title().in(language), books));
            }
        }
        return new BooksPage(words.say("books.registers"), "", groups);
    }

    private Map<String, Long> counts(Viewer viewer, List<RegisterModel> models) {
        Map<String, Long> counts = new HashMap<>();
        if (!models.isEmpty()) {
            List<Sql> each = models.stream()
                    .map(m -> Sql.of("""
                            select {register}::text as register, count(*) as n from {table}
                             where community_id = {community} and voided_at is null""")
                            .value("register", m.id())
                            .name("table", m.table().name())
                            .value("community", viewer.community()))
                    .toList();
            records.asSeenBy(
                    viewer,
                    transaction -> transaction.rows(
                            Sql.join(" union all ", each), row -> counts.put(row.text("register"), row.whole("n"))));
        }
        return counts;
    }
}
