package io.liren.register;

import io.liren.block.Edition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The registers of an edition (登记簿), and how they refer to each other. */
public final class Registers {
    private final Map<String, RegisterModel> models = new LinkedHashMap<>();
    private final Map<String, List<Referring>> referring = new LinkedHashMap<>();

    /** A field of a register that refers to another. */
    public record Referring(RegisterModel register, FieldModel field) {}

    /** @param edition what runs */
    public Registers(Edition edition) {
        for (RegisterModel model : edition.all(RegisterModel.class)) {
            models.put(model.id(), model);
        }
        for (RegisterModel model : models.values()) {
            for (FieldModel field : model.entered()) {
                field.type()
                        .target()
                        .ifPresent(target -> referring
                                .computeIfAbsent(target, t -> new ArrayList<>())
                                .add(new Referring(model, field)));
            }
        }
    }

    /** All of them, in the order of the rulebooks. */
    public List<RegisterModel> all() {
        return List.copyOf(models.values());
    }

    /** One by full id. */
    public Optional<RegisterModel> find(String id) {
        return Optional.ofNullable(models.get(id));
    }

    /**
     * One by full id that must be there.
     *
     * @throws IllegalArgumentException if there is none
     */
    public RegisterModel model(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("there is no register " + id));
    }

    /** The fields that refer to a register. */
    public List<Referring> referringTo(String id) {
        return referring.getOrDefault(id, List.of());
    }
}
