package io.liren.block;

import io.liren.journal.Signing;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Rulebook;
import io.liren.rulebook.RulebookReader;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The texts of the rulebooks that ran in a database (制度文本), each kept once with the day it was first loaded. */
public final class Texts {
    private Texts() {}

    /** Keeps the texts of an edition. Done again it changes nothing. */
    public static void keep(Transaction owner, Edition edition, Instant at) {
        for (Rulebook rulebook : edition.rulebooks()) {
            owner.update(Sql.of("""
                    insert into rulebook_text (id, digest, version, text, loaded_at)
                    values ({id}, {digest}, {version}, {text}, {at})
                    on conflict (id, digest) do nothing""")
                    .value("id", rulebook.id())
                    .value("digest", digest(rulebook.source()))
                    .value("version", rulebook.version())
                    .value("text", rulebook.source())
                    .value("at", at));
            owner.update(Sql.of("""
                    insert into rulebook_load (id, loaded_at, digest)
                    select {id}, {at}, {digest}
                     where {digest} is distinct from (select l.digest from rulebook_load l where l.id = {id}
                                                       order by l.loaded_at desc limit 1)
                    on conflict (id, loaded_at) do update set digest = excluded.digest""")
                    .value("id", rulebook.id())
                    .value("digest", digest(rulebook.source()))
                    .value("at", at));
        }
    }

    /**
     * The texts of each rulebook in the order in which they ran; the last is the one that is to run now.
     *
     * @param at since when it runs, if it hasn't run yet
     */
    public static Map<String, List<Loaded>> loads(Transaction transaction, List<Rulebook> running, Instant at) {
        Map<String, Rulebook> today = new LinkedHashMap<>();
        running.forEach(rulebook -> today.put(digest(rulebook.source()), rulebook));
        Map<String, List<Loaded>> loads = new LinkedHashMap<>();
        transaction.rows(Sql.of("""
                        select l.id, l.digest, l.loaded_at,
                               case when l.digest <> all({running}) then t.text else '' end as text
                          from rulebook_load l
                          join rulebook_text t on t.id = l.id and t.digest = l.digest
                         order by l.loaded_at, l.id""").value("running", today.keySet().toArray(String[]::new)), row -> {
            String id = row.text("id");
            Rulebook known = today.get(row.text("digest"));
            Rulebook rulebook = known == null ? read(id, row.text("text")) : known;
            return loads.computeIfAbsent(id, i -> new ArrayList<>())
                    .add(new Loaded(rulebook, row.text("digest"), row.instant("loaded_at")));
        });
        today.forEach((digest, rulebook) -> {
            List<Loaded> own = loads.computeIfAbsent(rulebook.id(), i -> new ArrayList<>());
            if (own.isEmpty() || !own.getLast().digest().equals(digest)) {
                own.add(new Loaded(rulebook, digest, at));
            }
        });
        loads.keySet().retainAll(running.stream().map(Rulebook::id).toList());
        return loads;
    }

    private static Rulebook read(String id, String text) {
        return RulebookReader.read(id + ".md", text, new Findings());
    }

    /** All texts that ever ran, read again; their mistakes, seen with today's eyes, are of no account. */
    public static List<Rulebook> kept(Transaction transaction) {
        return transaction.rows(
                Sql.of("select id, text from rulebook_text order by loaded_at, id"),
                row -> read(row.text("id"), row.text("text")));
    }

    /** The digest by which a text is known. */
    public static String digest(String text) {
        return Signing.digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
