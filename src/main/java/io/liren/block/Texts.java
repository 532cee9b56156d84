package io.liren.block;

import io.liren.journal.Signing;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Rulebook;
import io.liren.rulebook.RulebookReader;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

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
        }
    }

    /** All texts that ever ran, read again; their mistakes, seen with today's eyes, are of no account. */
    public static List<Rulebook> kept(Transaction transaction) {
        return transaction.rows(
                Sql.of("select id, text from rulebook_text order by loaded_at, id"),
                row -> RulebookReader.read(row.text("id") + ".md", row.text("text"), new Findings()));
    }

    private static String digest(String text) {
        return Signing.digest(text.getBytes(StandardCharsets.UTF_8));
    }
}
