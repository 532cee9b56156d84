package io.liren.importing;

import io.liren.access.Viewer;
import io.liren.calendar.Today;
import io.liren.journal.Canonical;
import io.liren.schema.Ids;
import io.liren.sql.Database;
import io.liren.sql.Row;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps brought files for a day, each for its bringer, and what was confirmed of files with the same heading. */
final class Uploads {
    private static final Duration KEPT = Duration.ofDays(1);
    private final Database database;
    private final Today today;

    Uploads(Database database, Today today) {
        this.database = database;
        this.today = today;
    }

    UUID keep(Viewer viewer, String register, String name, byte[] content, int rows) {
        Instant now = today.now();
        UUID id = Ids.fresh(now);
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            transaction.update(
                    Sql.of("delete from import_file where community_id = {community} and uploaded_at < {old}")
                            .value("community", viewer.community())
                            .value("old", now.minus(KEPT)));
            transaction.update(Sql.of("""
                            insert into import_file (community_id, id, register, name, content, rows, plan, uploaded_by,
                                                     uploaded_at)
                            values ({community}, {id}, {register}, {name}, {content}, {rows}, '', {by}, {at})""")
                    .value("community", viewer.community())
                    .value("id", id)
                    .value("register", register)
                    .value("name", name)
                    .value("content", content)
                    .value("rows", rows)
                    .value("by", viewer.user())
                    .value("at", now));
            return id;
        });
    }

    Optional<Upload> find(Viewer viewer, UUID id) {
        return database.inTransaction(
                Scope.of(viewer.community()),
                transaction -> transaction.optional(
                        Sql.of("""
                                select id, register, name, content, rows, plan from import_file
                                 where community_id = {community} and id = {id} and uploaded_by = {by}""")
                                .value("community", viewer.community())
                                .value("id", id)
                                .value("by", viewer.user()),
                        Uploads::upload));
    }

    private static Upload upload(Row row) {
        String plan = row.text("plan");
        return new Upload(
                row.uuid("id"),
                row.text("register"),
                row.text("name"),
                row.bytes("content"),
                (int) row.whole("rows"),
                plan.isEmpty() ? Optional.empty() : Optional.of(plan(plan)));
    }

    /** Notes what was confirmed, for this file and for the next with the same heading. */
    void confirm(Viewer viewer, Upload upload, Plan plan, Heading heading) {
        database.inTransaction(Scope.of(viewer.community()), transaction -> {
            transaction.update(
                    Sql.of("update import_file set plan = {plan} where community_id = {community} and id = {id}")
                            .value("plan", written(plan))
                            .value("community", viewer.community())
                            .value("id", upload.id()));
            return transaction.update(Sql.of("""
                            insert into import_template (community_id, register, heading, columns, used_at)
                            values ({community}, {register}, {heading}, {columns}, {at})
                            on conflict (community_id, register, heading)
                            do update set columns = excluded.columns, used_at = excluded.used_at""")
                    .value("community", viewer.community())
                    .value("register", upload.register())
                    .value("heading", heading.fingerprint())
                    .value("columns", Canonical.write(columns(plan.columns())))
                    .value("at", today.now()));
        });
    }

    /** What was confirmed the last time a file had this heading. */
    Optional<Map<Integer, Target>> remembered(Viewer viewer, String register, Heading heading) {
        return database.inTransaction(
                Scope.of(viewer.community()),
                transaction -> transaction.optional(
                        Sql.of("""
                                select columns from import_template
                                 where community_id = {community} and register = {register} and heading = {heading}""")
                                .value("community", viewer.community())
                                .value("register", register)
                                .value("heading", heading.fingerprint()),
                        row -> targets(Canonical.read(row.text("columns")))));
    }

    void forget(Viewer viewer, UUID id) {
        database.inTransaction(
                Scope.of(viewer.community()),
                transaction -> transaction.update(
                        Sql.of("delete from import_file where community_id = {community} and id = {id}")
                                .value("community", viewer.community())
                                .value("id", id)));
    }

    private static Map<String, String> columns(Map<Integer, Target> columns) {
        Map<String, String> written = new LinkedHashMap<>();
        columns.forEach((column, target) -> written.put(String.valueOf(column), target.key()));
        return written;
    }

    private static Map<Integer, Target> targets(Map<?, ? extends @Nullable Object> written) {
        Map<Integer, Target> columns = new TreeMap<>();
        written.forEach((column, target) ->
                columns.put(Integer.valueOf(String.valueOf(column)), Target.read(String.valueOf(target))));
        return columns;
    }

    private static String written(Plan plan) {
        return Canonical.write(
                Map.of("sheet", plan.sheet(), "heading", plan.heading(), "columns", columns(plan.columns())));
    }

    private static Plan plan(String text) {
        Map<String, @Nullable Object> read = Canonical.read(text);
        return Plan.of(
                Integer.parseInt(String.valueOf(read.get("sheet"))),
                Integer.parseInt(String.valueOf(read.get("heading"))),
                targets((Map<?, ?>) Objects.requireNonNull(read.get("columns"))));
    }
}
