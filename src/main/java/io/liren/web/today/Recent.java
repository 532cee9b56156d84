package io.liren.web.today;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.register.RegisterModel;
import io.liren.register.Registers;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What someone has entered today (今天登记的), by the journal: the newest first, a record once. */
final class Recent {
    private static final int SHOWN = 8;
    private static final int LOOKED_THROUGH = 200;
    private final Database database;
    private final Journal journal;
    private final Registers registers;
    private final Titles titles;
    private final Today today;

    Recent(Database database, Journal journal, Registers registers, Titles titles, Today today) {
        this.database = database;
        this.journal = journal;
        this.registers = registers;
        this.titles = titles;
        this.today = today;
    }

    List<TodayPage.Item> today(Viewer viewer, Words words) {
        Instant morning = today.today().atStartOfDay(today.zone()).toInstant();
        Map<UUID, Entry> last = new LinkedHashMap<>();
        database.inTransaction(
                        Scope.of(viewer.community()),
                        t -> journal.by(t, viewer.community(), viewer.user(), morning, LOOKED_THROUGH))
                .forEach(p -> last.putIfAbsent(p.entry().record(), p.entry()));
        List<Entry> shown = last.values().stream()
                .filter(e -> registers
                        .find(e.register())
                        .filter(m -> m.opensTo(viewer))
                        .isPresent())
                .limit(SHOWN)
                .toList();
        Map<String, Set<UUID>> byRegister = new HashMap<>();
        shown.forEach(e -> byRegister
                .computeIfAbsent(e.register(), r -> new LinkedHashSet<>())
                .add(e.record()));
        Map<UUID, String> names = new HashMap<>();
        byRegister.forEach((register, ids) -> names.putAll(titles.of(viewer, register, ids)));
        List<TodayPage.Item> items = new ArrayList<>();
        for (Entry entry : shown) {
            RegisterModel model = registers.model(entry.register());
            String label = model.label().in(words.language());
            LocalTime at = LocalTime.ofInstant(entry.at(), today.zone());
            items.add(new TodayPage.Item(
                    names.getOrDefault(entry.record(), label),
                    Addresses.record(model.id(), entry.record()),
                    Formats.time(at, words.language()) + " · " + label
                            + (entry.kind() == Entry.Kind.ENTER
                                    ? ""
                                    : " · "
                                            + words.say("journal."
                                                    + entry.kind().name().toLowerCase(Locale.ROOT))),
                    null));
        }
        return items;
    }
}
