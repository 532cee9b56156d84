package io.liren.register;

import io.liren.block.Edition;
import io.liren.expression.Checked;
import io.liren.expression.Node;
import io.liren.expression.Type;
import io.liren.wording.Language;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The registers of an edition (登记簿), and how they refer to each other. */
public final class Registers {
    private final Map<String, RegisterModel> models = new LinkedHashMap<>();
    private final Map<String, List<Referring>> referring = new LinkedHashMap<>();
    private final List<ConsentRule> consents;

    /** A field of a register that refers to another. */
    public record Referring(RegisterModel register, FieldModel field) {}

    /** @param edition what runs */
    public Registers(Edition edition) {
        consents = edition.all(ConsentRule.class);
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

    /** How the value of an expression is told: as the field that it is, else by what it gives. */
    public FieldType typeOf(Checked value) {
        Optional<FieldType> own = value.root() instanceof Node.Field field
                ? find(field.shape().register())
                        .flatMap(m -> m.field(field.field().name()))
                        .map(FieldModel::type)
                : Optional.empty();
        return own.orElseGet(() -> switch (value.type()) {
            case Type.Whole whole -> new FieldType.Whole();
            case Type.Decimal decimal -> new FieldType.Decimal();
            case Type other -> new FieldType.Text(false);
        });
    }

    /** The fields that refer to a register. */
    public List<Referring> referringTo(String id) {
        return referring.getOrDefault(id, List.of());
    }

    /** Why an entry was made, as the journal has it: in the reader's language where a rule gave the reason, not a person. */
    public String reason(String written, Language language) {
        return consents.stream()
                .map(ConsentRule::because)
                .filter(because -> because.toString().equals(written))
                .findFirst()
                .map(because -> because.in(language))
                .orElse(written);
    }

    /** The consents that values rest on, in order. */
    List<ConsentRule> consents() {
        return consents;
    }

    /** Whose key seals a value about a person: the person's own, or the one for the consent that the value rests on. */
    UUID owner(RegisterModel model, FieldModel field, UUID person) {
        return consents.stream()
                .filter(c -> c.covers(model.id(), field.name()))
                .findFirst()
                .map(c -> c.owner(person))
                .orElse(person);
    }
}
