package io.liren.register;

import io.liren.journal.Keys;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Under whose key the sensitive values of records are sealed: {@code about} is followed from register to register. */
final class Sealing {
    /** How many registers {@code about} is followed through; it could lead in a circle. */
    private static final int LONGEST = 5;

    private final Registers registers;
    private final UUID community;
    private final Transaction transaction;

    Sealing(Registers registers, UUID community, Transaction transaction) {
        this.registers = registers;
        this.community = community;
        this.transaction = transaction;
    }

    /** The owner of each record's key, by record. */
    Map<UUID, UUID> persons(RegisterModel model, Collection<Stored> rows) {
        Map<UUID, UUID> persons = new HashMap<>();
        Map<UUID, UUID> follow = new HashMap<>();
        for (Stored row : rows) {
            Object about = model.about().map(row.values()::get).orElse(null);
            persons.put(row.id(), about instanceof UUID id ? id : row.id());
            if (about instanceof UUID id) {
                follow.put(row.id(), id);
            }
        }
        Optional<RegisterModel> next = target(model);
        for (int step = 1;
                step < LONGEST
                        && !follow.isEmpty()
                        && next.isPresent()
                        && next.get().about().isPresent();
                step++) {
            Map<UUID, UUID> abouts = abouts(next.get(), follow.values());
            Map<UUID, UUID> further = new HashMap<>();
            follow.forEach((record, id) -> {
                UUID about = abouts.get(id);
                if (about != null) {
                    persons.put(record, about);
                    further.put(record, about);
                }
            });
            follow = further;
            next = target(next.get());
        }
        return persons;
    }

    private Optional<RegisterModel> target(RegisterModel model) {
        return model.about()
                .flatMap(model::field)
                .flatMap(f -> f.type().target())
                .flatMap(registers::find);
    }

    /** The register of those whose keys a register's values are sealed under. */
    RegisterModel root(RegisterModel model) {
        RegisterModel root = model;
        Optional<RegisterModel> next = target(root);
        for (int step = 0; step < LONGEST && next.isPresent(); step++) {
            root = next.get();
            next = target(root);
        }
        return root;
    }

    private Map<UUID, UUID> abouts(RegisterModel model, Collection<UUID> ids) {
        Map<UUID, UUID> abouts = new HashMap<>();
        transaction.rows(
                Sql.of("select id, {about} as about from {table} where community_id = {community} and id = any({ids})")
                        .name(
                                "about",
                                model.field(model.about().orElseThrow())
                                        .orElseThrow()
                                        .column())
                        .name("table", model.table().name())
                        .value("community", community)
                        .value("ids", ids.toArray(UUID[]::new)),
                row -> {
                    UUID about = row.uuidOrNull("about");
                    if (about != null) {
                        abouts.put(row.uuid("id"), about);
                    }
                    return true;
                });
        return abouts;
    }

    /** The records of all registers whose sensitive values are sealed under a person's key. */
    Map<RegisterModel, List<UUID>> under(RegisterModel personRegister, UUID person) {
        Map<RegisterModel, List<UUID>> found = new LinkedHashMap<>();
        List<RegisterModel> open = new ArrayList<>(List.of(personRegister));
        found.put(personRegister, List.of(person));
        while (!open.isEmpty()) {
            RegisterModel target = open.removeFirst();
            for (Registers.Referring referring : registers.referringTo(target.id())) {
                RegisterModel model = referring.register();
                boolean about =
                        model.about().filter(referring.field().name()::equals).isPresent();
                if (about && !found.containsKey(model)) {
                    List<UUID> ids = transaction.rows(
                            Sql.of("select id from {table} where community_id = {community} and {about} = any({ids})")
                                    .name("table", model.table().name())
                                    .value("community", community)
                                    .name("about", referring.field().column())
                                    .value(
                                            "ids",
                                            Objects.requireNonNull(found.get(target))
                                                    .toArray(UUID[]::new)),
                            row -> row.uuid("id"));
                    if (!ids.isEmpty()) {
                        found.put(model, ids);
                        open.add(model);
                    }
                }
            }
        }
        return found;
    }

    static boolean needed(RegisterModel model) {
        return model.entered().stream().anyMatch(FieldModel::isSensitive);
    }

    /** What the journal says of values: sensitive ones sealed, missing ones left out. */
    Map<String, @Nullable Object> forJournal(
            RegisterModel model,
            UUID record,
            @Nullable UUID person,
            Map<String, @Nullable Object> values,
            Keys.Ring ring,
            boolean missingToo) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        for (FieldModel field : model.entered()) {
            if (!values.containsKey(field.name())) {
                continue;
            }
            Object value = values.get(field.name());
            Object canonical = Values.canonical(value);
            if (value == null || canonical == null) {
                if (missingToo) {
                    written.put(field.name(), null);
                }
            } else if (field.isSensitive()) {
                written.put(
                        field.name(),
                        Values.asSealed(ring.seal(
                                registers.owner(model, field, Objects.requireNonNull(person)),
                                Values.place(model.id(), record, field.name()),
                                Values.toSeal(value))));
            } else {
                written.put(field.name(), canonical);
            }
        }
        return written;
    }

    /** The keys for records about to be written; none are made if nothing is sensitive. */
    Keys.Ring ring(Keys keys, RegisterModel model, Collection<UUID> persons, Instant at) {
        return keys.ring(transaction, community, owners(model, persons), at);
    }

    /** The same for those who have none yet. */
    Keys.Ring fresh(Keys keys, RegisterModel model, Collection<UUID> persons, Instant at) {
        return keys.fresh(transaction, community, owners(model, persons), at);
    }

    private Set<UUID> owners(RegisterModel model, Collection<UUID> persons) {
        Set<UUID> owners = new HashSet<>();
        for (FieldModel field : model.entered()) {
            if (field.isSensitive()) {
                persons.forEach(person -> owners.add(registers.owner(model, field, person)));
            }
        }
        return owners;
    }
}
