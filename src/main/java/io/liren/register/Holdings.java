package io.liren.register;

import io.liren.access.Looks;
import io.liren.access.Viewer;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is held about somebody (本人信息) in every register, and who looked at it: the answer to a person who asks. It tells
 * what the viewer's posts may read; of other registers not even that there is something.
 */
public final class Holdings {
    private final Records records;

    /** @param records opens the viewer's time and rights */
    public Holdings(Records records) {
        this.records = records;
    }

    /**
     * What one register holds.
     *
     * @param records the latest first
     */
    public record Holding(RegisterModel register, List<RecordView> records) {
        public Holding {
            records = List.copyOf(records);
        }
    }

    /** Whether records of a register are those that others are about: people, in most rulebooks. */
    public boolean asked(String register) {
        return records.registers().referringTo(register).stream()
                .anyMatch(r ->
                        r.register().about().filter(r.field().name()::equals).isPresent());
    }

    /** All that is held about a record of such a register, itself first; sensitive values masked. */
    public List<Holding> of(Viewer viewer, String register, UUID id) {
        return records.asSeenBy(viewer, t -> holdings(t, viewer, register, id, Optional.empty()));
    }

    /** The same to be handed over: what the viewer may see stands there in full, and each such value is a look on record. */
    public List<Holding> copy(Viewer viewer, String register, UUID id, String purpose) {
        return records.asSeenBy(viewer, t -> holdings(t, viewer, register, id, Optional.of(purpose)));
    }

    private List<Holding> holdings(
            Transaction transaction, Viewer viewer, String register, UUID id, Optional<String> purpose) {
        List<Holding> holdings = new ArrayList<>();
        found(transaction, viewer, records.registers().model(register), id).forEach((model, ids) -> {
            if (model.opensTo(viewer)) {
                List<UUID> standing = latestFirst(transaction, viewer, model, ids);
                if (!standing.isEmpty()) {
                    holdings.add(new Holding(model, records.views(viewer, model, standing, purpose, transaction)));
                }
            }
        });
        return holdings;
    }

    /** Records about the person, however far {@code about} leads, and those that name the person in any field. */
    private Map<RegisterModel, Set<UUID>> found(
            Transaction transaction, Viewer viewer, RegisterModel register, UUID id) {
        Map<RegisterModel, Set<UUID>> found = new LinkedHashMap<>();
        new Sealing(records.registers(), viewer.community(), transaction)
                .under(register, id)
                .forEach((model, ids) -> found.put(model, new LinkedHashSet<>(ids)));
        for (Registers.Referring referring : records.registers().referringTo(register.id())) {
            Sql names = referring.field().type().many()
                    ? Sql.of("r.{column} @> array[{id}::uuid]")
                    : Sql.of("r.{column} = {id}");
            List<UUID> ids = transaction.rows(
                    Sql.of("select r.id from {table} r where r.community_id = {community} and {names}")
                            .name("table", referring.register().table().name())
                            .value("community", viewer.community())
                            .part(
                                    "names",
                                    names.name("column", referring.field().column())
                                            .value("id", id)),
                    row -> row.uuid("id"));
            if (!ids.isEmpty()) {
                found.computeIfAbsent(referring.register(), m -> new LinkedHashSet<>())
                        .addAll(ids);
            }
        }
        return found;
    }

    private static List<UUID> latestFirst(Transaction transaction, Viewer viewer, RegisterModel model, Set<UUID> ids) {
        return transaction.rows(
                Sql.of("""
                        select r.id from {table} r
                         where r.community_id = {community} and r.id = any({ids}) and r.voided_at is null
                         order by r.{happened} desc nulls last, r.id desc""")
                        .name("table", model.table().name())
                        .value("community", viewer.community())
                        .value("ids", ids.toArray(UUID[]::new))
                        .name("happened", model.happenedColumn()),
                row -> row.uuid("id"));
    }

    /** Who looked at sensitive values in these records, the latest first. */
    public List<Looks.Named> looks(Viewer viewer, List<Holding> holdings, int most) {
        List<UUID> ids = holdings.stream()
                .flatMap(h -> h.records().stream())
                .map(RecordView::id)
                .toList();
        return records.asSeenBy(viewer, transaction -> Looks.at(transaction, viewer, ids, most));
    }
}
