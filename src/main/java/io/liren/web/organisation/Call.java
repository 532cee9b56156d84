package io.liren.web.organisation;

import io.liren.access.Viewer;
import io.liren.block.Artefact;
import io.liren.web.frame.Addresses;
import io.liren.web.frame.Titles;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who looks, in which language, on which day, and what records are called. */
record Call(Viewer viewer, Words words, LocalDate day, Titles titles) {
    static final String ORGANISATIONS = "/organisations";
    static final String CALENDAR = "/calendar";

    Language language() {
        return words.language();
    }

    String say(String key, Object... arguments) {
        return words.say("board." + key, arguments);
    }

    String on(LocalDate date) {
        return Formats.date(date, language());
    }

    String on(Optional<LocalDate> date) {
        return date.map(this::on).orElse("—");
    }

    Map<UUID, String> called(String register, Collection<UUID> ids) {
        return ids.isEmpty() ? Map.of() : titles.of(viewer, register, ids);
    }

    String called(String register, UUID id) {
        return called(register, List.of(id)).getOrDefault(id, say("unnamed"));
    }

    /** A link to a record by what it is called; no way there for who may not read it. */
    Board.Cell record(String register, UUID id, Map<UUID, String> called) {
        String title = called.get(id);
        return title == null ? Board.Cell.of(say("unnamed")) : Board.Cell.to(title, Addresses.record(register, id));
    }

    /** A page's address: its kind, the block's rulebook and name, the record. */
    static String address(String kind, Artefact block, UUID record) {
        return "/" + kind + "/" + block.id().replace('.', '/') + "/" + record;
    }
}
