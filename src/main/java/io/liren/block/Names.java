package io.liren.block;

import io.liren.access.Viewer;
import io.liren.expression.Checked;
import io.liren.expression.Node;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.Findings;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.Position;
import io.liren.rulebook.Rulebook;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All names of an edition: what one block declares and another may refer to. A rulebook sees its own and those it uses. */
public final class Names {
    /**
     * A parameter as expressions see it.
     *
     * @param quantities its values in force, for the text of the clauses that lean on it
     */
    public record Parameter(String id, Label label, Type type, List<Quantity> quantities) {}

    private final Map<String, Rulebook> rulebooks = new LinkedHashMap<>();
    private final Set<String> registers = new LinkedHashSet<>();
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Label> labels = new LinkedHashMap<>();
    private final Map<String, Label> words = new LinkedHashMap<>();
    private final Map<String, Map<String, Label>> options = new LinkedHashMap<>();
    private final Map<String, String> takenBy = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> grown = new HashMap<>();
    private final Map<String, Shape> duties = new LinkedHashMap<>();
    private final Map<String, Derivation> derived = new HashMap<>();
    private final Traits traits = new Traits(Collections.unmodifiableMap(shapes));
    private final Findings findings;
    private @Nullable Function<Place, Scope> scopes;

    Names(List<Rulebook> rulebooks, Findings findings) {
        this.findings = findings;
        for (Rulebook rulebook : rulebooks) {
            this.rulebooks.put(rulebook.id(), rulebook);
        }
    }

    /** Where mistakes go. */
    public Findings findings() {
        return findings;
    }

    /** What the blocks say of each register besides its fields. */
    public Traits traits() {
        return traits;
    }

    void announce(Block block, String keyword) {
        Place place = block.place();
        String taken = takenBy.putIfAbsent(place.id(), keyword);
        if (taken != null) {
            findings.error(
                    Code.DUPLICATE,
                    place.position(),
                    place.name().length(),
                    place.clauseId(),
                    "这本制度里已经有一个叫「" + place.name() + "」的(" + taken + ")。",
                    "This rulebook already has a “" + place.name() + "” (" + taken + ").",
                    List.of());
        }
        for (String register : block.registers()) {
            registers.add(place.rulebook() + "." + register);
            labels.put(place.rulebook() + "." + register, place.label());
        }
    }

    void allDeclared(Function<Place, Scope> scopes) {
        this.scopes = scopes;
    }

    Scope scope(Place place) {
        return Objects.requireNonNull(scopes, "scopes exist once all blocks have declared")
                .apply(place);
    }

    /**
     * An expression, or what is made of some, that is checked when it is first needed, after all blocks have declared: a
     * computed field may lean on fields that are declared later. Two that lean on each other are a mistake, reported at {@code place}.
     */
    public <T> Supplier<Optional<T>> later(Place place, Function<Scope, Optional<T>> check) {
        return new Supplier<>() {
            private @Nullable Optional<T> result;
            private boolean asking;

            @Override
            public Optional<T> get() {
                Optional<T> known = result;
                if (known != null) {
                    return known;
                }
                if (asking) {
                    findings.error(
                            Code.CYCLE,
                            place.position(),
                            place.name().length(),
                            place.clauseId(),
                            "「" + place.name() + "」的算式绕回了自己。",
                            "The expression of “" + place.name() + "” leads back to itself.",
                            List.of());
                    return Optional.empty();
                }
                asking = true;
                known = check.apply(scope(place));
                asking = false;
                result = known;
                return known;
            }
        };
    }

    /** Makes a register's shape known; a procedure may declare it again with more fields. */
    public void declare(Shape shape) {
        shapes.put(shape.register(), shape);
    }

    /**
     * Gives a register a field that is worked out, whose expression is checked when it is first needed. It is a field of
     * the register like any other: lists, ledgers and pages have it.
     *
     * @param by the block that gives it
     * @param type the word for its type, as a register's own field has it: {@code money}, {@code decimal}, {@code date} …
     * @param check checks the expression, over the record under the register's bare name
     */
    public void grow(
            Place by,
            String register,
            String field,
            Label label,
            String type,
            Function<Scope, Optional<Checked>> check) {
        Shape shape = shapes.get(register);
        if (shape == null) {
            return;
        }
        if (shape.field(field).isPresent()) {
            taken(by, field);
            return;
        }
        Map<String, Shape.Field> fields = new LinkedHashMap<>(shape.fields());
        fields.put(field, new Shape.Field(field, typeOf(type), new Source.Computed(field, later(by, check))));
        declare(new Shape(shape.register(), shape.name(), shape.table(), fields, shape.worked()));
        declareWords(register, field, label, Map.of());
        grown.computeIfAbsent(register, r -> new LinkedHashMap<>()).put(field, type);
    }

    /** The fields that blocks gave a register with {@link #grow}: the word for each one's type, by name. */
    public Map<String, String> grown(String register) {
        return Collections.unmodifiableMap(grown.getOrDefault(register, Map.of()));
    }

    private static Type typeOf(String word) {
        return switch (word) {
            case "integer" -> Type.WHOLE;
            case "decimal", "money" -> Type.DECIMAL;
            case "date" -> Type.DATE;
            case "boolean" -> Type.BOOL;
            default -> Type.TEXT;
        };
    }

    /** Complains of a field that a register has, or another block has given it, and that this block would give it too. */
    public void taken(Place place, String field) {
        findings.error(
                Code.DUPLICATE,
                place.position(),
                place.name().length(),
                place.clauseId(),
                "登记簿已有字段「" + field + "」,「" + place.name() + "」也要用这个名字;请给字段换个名字。",
                "The register already has a field “" + field + "”, which “" + place.name()
                        + "” needs for itself; call the field something else.",
                List.of());
    }

    /** The posts that read a register, full ids; empty if everyone in the community may. */
    public List<String> readers(String register) {
        String rulebook = register.substring(0, register.indexOf('.'));
        return traits.readers(register).stream()
                .flatMap(post -> sight(rulebook).stream()
                        .filter(from -> postsOf(from).contains(from + "." + post))
                        .map(from -> from + "." + post)
                        .limit(1))
                .toList();
    }

    /** What people call a field of a register and, if it is a choice, its options. */
    public void declareWords(String register, String field, Label label, Map<String, Label> options) {
        words.put(register + "." + field, label);
        this.options.put(register + "." + field, options);
    }

    /** What people call a field of a register; its name if nothing is known. */
    public Label fieldLabel(String register, String field) {
        return words.getOrDefault(register + "." + field, Label.same(field));
    }

    /** What people call the options of a choice of a register; none if it is no choice. */
    public Map<String, Label> optionLabels(String register, String field) {
        return options.getOrDefault(register + "." + field, Map.of());
    }

    /** What people call the options of the choice that an expression gives, if it is a field as it stands. */
    public Map<String, Label> optionLabels(Checked checked) {
        return checked.root() instanceof Node.Field field
                ? optionLabels(field.shape().register(), field.field().name())
                : Map.of();
    }

    /** What people call a register. */
    public Label label(String register) {
        return labels.getOrDefault(register, Label.same(register));
    }

    /** Makes a parameter known. */
    public void declare(Parameter parameter) {
        parameters.put(parameter.id(), parameter);
    }

    /**
     * Makes a duty known: expressions see its occurrences as a list, {@code duty.<name>}.
     *
     * @param subject the full id of the register for each of whose records it arises
     */
    public void declareDuty(Place place, Optional<String> subject) {
        String id = place.id();
        duties.put(
                id,
                DutyShape.of(
                        place,
                        subject,
                        (community, today) -> Objects.requireNonNull(derived.get(id), id)
                                .statement()
                                .apply(DerivationScope.within(community, today))));
    }

    void know(Derivation derivation) {
        derived.put(derivation.id(), derivation);
    }

    /** The duties a rulebook can name, by bare name with {@code _} for {@code -}; its own before those it uses. */
    Map<String, Shape> dutiesSeenBy(String rulebook) {
        Map<String, Shape> seen = new LinkedHashMap<>();
        for (String from : sight(rulebook)) {
            for (Shape shape : duties.values()) {
                if (shape.register().startsWith(from + ".")) {
                    seen.putIfAbsent(shape.name(), shape);
                }
            }
        }
        return seen;
    }

    /** The full id of a register by the name a rulebook calls it, if there is one; nothing is reported. */
    public Optional<String> registerNamed(String rulebook, String name) {
        return sight(rulebook).stream()
                .map(from -> name.contains(".") ? name : from + "." + name)
                .filter(registers::contains)
                .findFirst();
    }

    /** The shape of a register by full id, once declared. */
    public Optional<Shape> shape(String register) {
        return Optional.ofNullable(shapes.get(register));
    }

    /** All shapes by full id. */
    public Map<String, Shape> shapes() {
        return Collections.unmodifiableMap(shapes);
    }

    /** The shapes a rulebook can name, by bare name and by full id; its own before those it uses. */
    public Map<String, Shape> shapesSeenBy(String rulebook) {
        Map<String, Shape> seen = new LinkedHashMap<>();
        for (String from : sight(rulebook)) {
            for (Shape shape : shapes.values()) {
                if (shape.register().startsWith(from + ".")) {
                    seen.putIfAbsent(shape.name(), shape);
                }
            }
        }
        return seen;
    }

    /** The parameters a rulebook can name, by bare name. */
    public Map<String, Parameter> parametersSeenBy(String rulebook) {
        Map<String, Parameter> seen = new LinkedHashMap<>();
        for (String from : sight(rulebook)) {
            for (Parameter parameter : parameters.values()) {
                if (parameter.id().startsWith(from + ".")) {
                    seen.putIfAbsent(parameter.id().substring(from.length() + 1), parameter);
                }
            }
        }
        return seen;
    }

    /**
     * The full id of a register by the name a rulebook calls it, bare or full; a mistake is reported with the nearest.
     */
    public Optional<String> register(String rulebook, String name, Position position, String clause) {
        List<String> bare = new ArrayList<>();
        for (String from : sight(rulebook)) {
            String id = name.contains(".") ? name : from + "." + name;
            if (registers.contains(id)) {
                return Optional.of(id);
            }
            registers.stream()
                    .filter(r -> r.startsWith(from + "."))
                    .forEach(r -> bare.add(r.substring(from.length() + 1)));
        }
        findings.error(
                Code.UNKNOWN_NAME,
                position,
                name.length(),
                clause,
                "没有叫「" + name + "」的登记簿;题头 uses 里引用的制度也算。",
                "There is no register “" + name + "” here or in the rulebooks this one uses.",
                Nearest.to(name, bare));
        return Optional.empty();
    }

    /** The full id of a post by the name a rulebook calls it; a mistake is reported with the nearest. */
    public Optional<String> post(String rulebook, String name, Position position, String clause) {
        List<String> bare = new ArrayList<>();
        for (String from : sight(rulebook)) {
            Rulebook seen = rulebooks.get(from);
            if (seen == null) {
                continue;
            }
            if (seen.posts().containsKey(name)) {
                return Optional.of(from + "." + name);
            }
            bare.addAll(seen.posts().keySet());
        }
        findings.error(
                Code.UNKNOWN_NAME,
                position,
                name.length(),
                clause,
                "没有叫「" + name + "」的岗位。",
                "There is no post “" + name + "”.",
                Nearest.to(name, bare));
        return Optional.empty();
    }

    /** What people call a post, by full id. */
    public Label postLabel(String post) {
        if (post.equals(Viewer.RESIDENT)) {
            return new Label("居民", "Resident");
        }
        int dot = post.indexOf('.');
        Rulebook rulebook = dot < 0 ? null : rulebooks.get(post.substring(0, dot));
        Label label = rulebook == null ? null : rulebook.posts().get(post.substring(dot + 1));
        return label == null ? new Label(post, post) : label;
    }

    /** The posts of a rulebook, full ids. */
    public List<String> postsOf(String rulebook) {
        Rulebook found = rulebooks.get(rulebook);
        return found == null
                ? List.of()
                : found.posts().keySet().stream().map(p -> rulebook + "." + p).toList();
    }

    private List<String> sight(String rulebook) {
        List<String> sight = new ArrayList<>();
        sight.add(rulebook);
        Rulebook own = rulebooks.get(rulebook);
        if (own != null) {
            sight.addAll(own.uses());
        }
        return sight;
    }

    void checkUses() {
        for (Rulebook rulebook : rulebooks.values()) {
            for (String used : rulebook.uses()) {
                if (!rulebooks.containsKey(used)) {
                    findings.error(
                            Code.UNKNOWN_NAME,
                            new Position(rulebook.file(), 1, 1),
                            1,
                            "",
                            "uses 引用的制度「" + used + "」不在。",
                            "The rulebook “" + used + "” named in uses is not here.",
                            Nearest.to(used, rulebooks.keySet()));
                }
            }
        }
    }
}
