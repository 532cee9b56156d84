package io.liren.block;

import io.liren.expression.Shape;
import io.liren.expression.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the blocks of an edition say of its registers besides their fields, by the register's full id. */
public final class Traits {
    private final Map<String, Shape> shapes;
    private final Map<String, String> happened = new HashMap<>();
    private final Map<String, List<String>> readers = new HashMap<>();
    private final Map<String, String> touches = new HashMap<>();
    private final Map<String, Set<String>> sensitive = new HashMap<>();
    private final Map<String, Set<String>> required = new HashMap<>();
    private final Map<String, Set<String>> defaults = new HashMap<>();
    private final Map<String, String> concerned = new HashMap<>();
    private final Map<String, Pause> pauses = new HashMap<>();
    private final Map<String, Holder> holders = new HashMap<>();
    private final Map<String, String> kin = new HashMap<>();
    private final Set<String> people = new HashSet<>();
    private final Map<String, Set<String>> about = new HashMap<>();

    /** @param shapes the shapes of the registers, as they come to be known */
    Traits(Map<String, Shape> shapes) {
        this.shapes = shapes;
    }

    /** Says that a register keeps people: its records have identity numbers. */
    public void declarePeople(String register) {
        people.add(register);
    }

    /** Says by which fields a register's records are told apart, or whom they are about. */
    public void declareAbout(String register, List<String> fields) {
        about.computeIfAbsent(register, r -> new LinkedHashSet<>()).addAll(fields);
    }

    /**
     * Whether the records of a register are people or are about them: it keeps people, it is named by one, or people's own
     * records name theirs, as a home or a family.
     */
    public boolean aboutPeople(String register) {
        Set<String> own = about.getOrDefault(register, Set.of());
        return people.contains(register)
                || fields(register).anyMatch(f -> own.contains(f.name()) && leadsToPeople(f))
                || people.stream().flatMap(this::fields).anyMatch(f -> f.type().equals(new Type.Rec(register)));
    }

    private boolean leadsToPeople(Shape.Field field) {
        return switch (field.type()) {
            case Type.Rec(String register) -> people.contains(register);
            case Type.ListOf(Type.Rec(String register)) -> people.contains(register);
            case Type other -> false;
        };
    }

    private Stream<Shape.Field> fields(String register) {
        Shape shape = shapes.get(register);
        return shape == null ? Stream.empty() : shape.fields().values().stream();
    }

    /** Makes known which field of a register tells the day of the fact. */
    public void declareHappened(String register, String field) {
        happened.put(register, field);
    }

    /** Says by which posts, as its rulebook calls them, a register is read; nobody named means everyone. */
    public void declareReaders(String register, List<String> posts) {
        readers.put(register, List.copyOf(posts));
    }

    List<String> readers(String register) {
        return readers.getOrDefault(register, List.of());
    }

    /** The field of a register that tells the day of the fact; the day of entry where none was named. */
    public String happened(String register) {
        return happened.getOrDefault(register, "entered_on");
    }

    /** Says that a record of one register changes what is known of a record of another, as a step does of its case. */
    public void declareTouch(String register, String touched) {
        touches.put(register, touched);
    }

    /** A set of registers with those that are touched when they are written, and those that these touch. */
    public Set<String> withTouched(Set<String> written) {
        return withTouched(Set.of(), written);
    }

    /**
     * The registers of which something is known anew after a write, besides that there are more records.
     *
     * @param added the registers that got new records
     * @param changed the registers of which records were changed
     */
    public Set<String> withTouched(Set<String> added, Set<String> changed) {
        Set<String> all = new LinkedHashSet<>(changed);
        List<String> open = new ArrayList<>(added);
        open.addAll(changed);
        while (!open.isEmpty()) {
            String touched = touches.get(open.removeFirst());
            if (touched != null && all.add(touched)) {
                open.add(touched);
            }
        }
        return all;
    }

    /** Says which fields of a register are sensitive. */
    public void declareSensitive(String register, Set<String> fields) {
        sensitive.put(register, Set.copyOf(fields));
    }

    /** Says which fields of a register must be filled in. */
    public void declareRequired(String register, Set<String> fields) {
        required.put(register, Set.copyOf(fields));
    }

    /** Whether a field of a register must be filled in. */
    public boolean isRequired(String register, String field) {
        return required.getOrDefault(register, Set.of()).contains(field);
    }

    /** Says which fields of a register have a value of their own where nobody gives one. */
    public void declareDefaults(String register, Set<String> fields) {
        defaults.put(register, Set.copyOf(fields));
    }

    /** The fields of a register without which no record can be entered, and which nobody but a person fills in. */
    public List<String> asked(String register) {
        Set<String> given = defaults.getOrDefault(register, Set.of());
        return required.getOrDefault(register, Set.of()).stream()
                .filter(field -> !given.contains(field))
                .sorted()
                .toList();
    }

    /** Says which reference of a register leads to whom its sensitive values concern. */
    public void declareConcerned(String register, String field) {
        concerned.put(register, field);
    }

    /** The reference of a register to whom its sensitive values concern; empty: the record itself. */
    public Optional<String> concerned(String register) {
        return Optional.ofNullable(concerned.get(register));
    }

    /** Whether a field of a register is sensitive. */
    public boolean isSensitive(String register, String field) {
        return sensitive.getOrDefault(register, Set.of()).contains(field);
    }

    /** Says when the clocks of a register's records stand still. */
    public void declarePause(String register, Pause pause) {
        pauses.put(register, pause);
    }

    /** When the clocks of a register's records stand still; empty if they never do. */
    public Optional<Pause> pause(String register) {
        return Optional.ofNullable(pauses.get(register));
    }

    /**
     * Which record of a register somebody who signs in is.
     *
     * @param register the register that tells it, full id
     * @param account its field of the account
     * @param record its reference
     */
    public record Holder(String register, String account, String record) {}

    /** Says by which register an account's holder is a record of another. */
    public void declareHolder(String of, Holder holder) {
        holders.putIfAbsent(of, holder);
    }

    /** By which register an account's holder is a record of this one. */
    public Optional<Holder> holder(String of) {
        return Optional.ofNullable(holders.get(of));
    }

    /** Says which field of a register names the near relatives of each of its records. */
    public void declareKin(String register, String field) {
        kin.put(register, field);
    }

    /** The field that names the near relatives of a register's records. */
    public Optional<String> kin(String register) {
        return Optional.ofNullable(kin.get(register));
    }
}
