package io.liren.register;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.schema.Ids;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps files (附件) in the viewer's community. A file never changes and is never taken away; a record refers to it. */
public final class Attachments {
    private final Database database;
    private final Today today;

    /** @param today stamps what is kept */
    public Attachments(Database database, Today today) {
        this.database = database;
        this.today = today;
    }

    /** A file. */
    public record Kept(String name, String mediaType, byte[] content) {}

    /** Keeps a file; answers with its id. */
    public UUID keep(Viewer viewer, Kept file) {
        Instant now = today.now();
        UUID id = Ids.fresh(now);
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            transaction.update(Sql.of("""
                            insert into attachment (community_id, id, name, media_type, size, digest, content, entered_by,
                                                    entered_at)
                            values ({community}, {id}, {name}, {type}, {size}, {digest}, {content}, {by}, {at})""")
                    .value("community", viewer.community())
                    .value("id", id)
                    .value("name", file.name())
                    .value("type", file.mediaType())
                    .value("size", (long) file.content().length)
                    .value("digest", digest(file.content()))
                    .value("content", file.content())
                    .value("by", viewer.user())
                    .value("at", now));
            return id;
        });
    }

    /** The names of files, by id. */
    public Map<UUID, String> names(Viewer viewer, Collection<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            database.inTransaction(
                    Scope.of(viewer.community()),
                    transaction -> transaction.rows(
                            Sql.of(
                                            "select id, name from attachment where community_id = {community} and id = any({ids})")
                                    .value("community", viewer.community())
                                    .value("ids", ids.toArray(UUID[]::new)),
                            row -> names.put(row.uuid("id"), row.text("name"))));
        }
        return names;
    }

    /** One file; who may see it is the record's to say. */
    public Optional<Kept> read(Viewer viewer, UUID id) {
        return database.inTransaction(
                Scope.of(viewer.community()),
                transaction -> transaction.optional(
                        Sql.of("""
                                select name, media_type, content from attachment
                                 where community_id = {community} and id = {id}""").value("community", viewer.community()).value("id", id),
                        row -> new Kept(row.text("name"), row.text("media_type"), row.bytes("content"))));
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
