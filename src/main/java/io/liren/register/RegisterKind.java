package io.liren.register;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.block.Traits;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.register.RegisterBlock.Draft;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kind of block that keeps facts: {@code register} (登记簿). */
public final class RegisterKind implements BlockKind<RegisterBlock> {
    @Override
    public String keyword() {
        return "register";
    }

    @Override
    public Label label() {
        return new Label("登记簿", "Register");
    }

    @Override
    public List<RegisterBlock> read(BlockSource source) {
        List<RegisterBlock> blocks = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            read(thing, source).ifPresent(blocks::add);
        }
        return blocks;
    }

    /** Reads one register; another kind may bring one along that it has put together itself. */
    public Optional<RegisterBlock> read(BlockSource.Thing thing, BlockSource source) {
        return new RegisterReader(source).read(thing);
    }

    @Override
    public void declare(RegisterBlock block, Names names) {
        Place place = block.place();
        Map<String, Shape.Field> fields = new LinkedHashMap<>();
        for (Draft draft : block.fields()) {
            Optional<FieldType> type = type(draft, place, names);
            type.ifPresent(t -> names.declareWords(place.id(), draft.name().text(), draft.label(), t.choices()));
            type.ifPresent(t -> fields.put(
                    draft.name().text(),
                    new Shape.Field(draft.name().text(), t.expression(), source(draft, t, place, names))));
        }
        fields.put("entered_on", new Shape.Field("entered_on", Type.DATE, new Source.Column("entered_on")));
        fields.put("entered_at", new Shape.Field("entered_at", Type.MOMENT, new Source.Column("entered_at")));
        if (block.fields().stream().anyMatch(draft -> draft.type().equals("identity"))) {
            names.traits().declarePeople(place.id());
        }
        block.body()
                .scalar("about")
                .map(YamlScalar::text)
                .ifPresent(field -> names.traits().declareAbout(place.id(), List.of(field)));
        names.traits()
                .declareAbout(
                        place.id(),
                        block.body().scalars("title").stream()
                                .map(YamlScalar::text)
                                .toList());
        names.declare(new Shape(place.id(), place.name(), table(place), fields));
        names.traits()
                .declareSensitive(
                        place.id(),
                        block.fields().stream()
                                .filter(d -> d.body().has("sensitive"))
                                .map(d -> d.name().text())
                                .collect(Collectors.toSet()));
        names.traits()
                .declareRequired(
                        place.id(),
                        block.fields().stream()
                                .filter(d -> d.body()
                                        .scalar("required")
                                        .filter(r -> r.text().equals("true"))
                                        .isPresent())
                                .map(d -> d.name().text())
                                .collect(Collectors.toSet()));
        names.traits()
                .declareDefaults(
                        place.id(),
                        block.fields().stream()
                                .filter(d -> d.body().has("default"))
                                .map(d -> d.name().text())
                                .collect(Collectors.toSet()));
        block.body()
                .scalar("about")
                .map(YamlScalar::text)
                .filter(fields::containsKey)
                .ifPresent(field -> names.traits().declareConcerned(place.id(), field));
        names.traits()
                .declareReaders(
                        place.id(),
                        Stream.of("read", "enter")
                                .filter(key -> block.body().has("read"))
                                .flatMap(key -> block.body().scalars(key).stream())
                                .map(YamlScalar::text)
                                .toList());
        declarePeople(block, fields, names);
        block.body()
                .scalar("happened")
                .map(YamlScalar::text)
                .filter(fields::containsKey)
                .ifPresent(field -> names.traits().declareHappened(place.id(), field));
    }

    /** Who is near to whom, and which record somebody who signs in is. */
    private static void declarePeople(RegisterBlock block, Map<String, Shape.Field> fields, Names names) {
        String register = block.place().id();
        block.body()
                .scalar("kin")
                .map(YamlScalar::text)
                .filter(fields::containsKey)
                .ifPresent(field -> names.traits().declareKin(register, field));
        for (Draft draft : block.fields()) {
            Optional<String> of = draft.body()
                    .scalar("of")
                    .filter(s -> draft.type().equals("account"))
                    .map(YamlScalar::text);
            of.map(fields::get).ifPresent(reference -> {
                if (reference.type() instanceof Type.Rec(String target)) {
                    names.traits()
                            .declareHolder(
                                    target,
                                    new Traits.Holder(register, draft.name().text(), reference.name()));
                }
            });
        }
    }

    private static Source source(Draft draft, FieldType type, Place place, Names names) {
        String name = draft.name().text();
        if (draft.computed().isEmpty()) {
            return new Source.Column(type.columnOf(name));
        }
        YamlScalar written = draft.computed().get();
        return new Source.Computed(
                written.text(),
                names.later(
                        place,
                        scope -> names.shape(place.id())
                                .flatMap(shape -> scope.check(written, scope.of(shape), type.expression()))));
    }

    private static Optional<FieldType> type(Draft draft, Place place, Names names) {
        return switch (draft.type()) {
            case "reference", "references" ->
                draft.target()
                        .flatMap(to -> names.register(place.rulebook(), to.text(), to.textPosition(), place.clauseId()))
                        .map(register -> draft.type().equals("reference")
                                ? new FieldType.Reference(register)
                                : new FieldType.References(register));
            default -> Optional.of(plain(draft));
        };
    }

    /** The type of a draft whose references have been looked up when it was declared. */
    static Optional<FieldType> declared(Draft draft, Shape shape) {
        return switch (draft.type()) {
            case "reference", "references" ->
                shape.field(draft.name().text()).flatMap(field -> switch (field.type()) {
                    case Type.Rec(String register) -> Optional.<FieldType>of(new FieldType.Reference(register));
                    case Type.ListOf(Type.Rec(String register)) -> Optional.of(new FieldType.References(register));
                    case Type other -> Optional.empty();
                });
            default -> Optional.of(plain(draft));
        };
    }

    private static FieldType plain(Draft draft) {
        return switch (draft.type()) {
            case "integer" -> new FieldType.Whole();
            case "decimal" -> new FieldType.Decimal();
            case "money" -> new FieldType.Money();
            case "date" -> new FieldType.Date();
            case "time" -> new FieldType.Time();
            case "moment" -> new FieldType.Moment();
            case "account" -> new FieldType.Account(draft.body().scalar("of").map(YamlScalar::text));
            case "boolean" -> new FieldType.Bool();
            case "choice" -> new FieldType.Choice(draft.options());
            case "choices" -> new FieldType.Choices(draft.options());
            case "attachment" -> new FieldType.Attachment();
            case "identity" -> {
                Optional<io.liren.rulebook.YamlMap> derive = draft.body().map("derive");
                yield new FieldType.Identity(
                        derive.flatMap(d -> d.scalar("birth")).map(YamlScalar::text),
                        derive.flatMap(d -> d.scalar("sex")).map(YamlScalar::text));
            }
            case "phone" -> new FieldType.Phone();
            case "address" -> new FieldType.Address();
            default ->
                new FieldType.Text(draft.body()
                        .scalar("long")
                        .filter(s -> s.text().equals("true"))
                        .isPresent());
        };
    }

    /** The type of a field that another block gives a register, by its word. */
    static FieldType worked(String type) {
        return switch (type) {
            case "integer" -> new FieldType.Whole();
            case "decimal" -> new FieldType.Decimal();
            case "money" -> new FieldType.Money();
            case "date" -> new FieldType.Date();
            case "boolean" -> new FieldType.Bool();
            default -> new FieldType.Text(false);
        };
    }

    static String table(Place place) {
        return place.rulebook().replace('-', '_') + "_" + place.name();
    }

    @Override
    public Compiled compile(RegisterBlock block, Scope scope) {
        return compile(block, scope, List.of());
    }

    /** The same for a register that another kind of block brings along; {@code readers} are posts, full ids. */
    public Compiled compile(RegisterBlock block, Scope scope, List<String> readers) {
        return compile(block, scope, readers, List.of());
    }

    /** The same, entered also by these, full ids: by a resident at a public page. */
    public Compiled compile(RegisterBlock block, Scope scope, List<String> readers, List<String> alsoEnter) {
        Optional<Shape> shape = scope.names().shape(block.place().id());
        if (shape.isEmpty()) {
            return Compiled.nothing();
        }
        RegisterModel model = new RegisterCompiler(block, shape.get(), scope).compile();
        if (!readers.isEmpty()) {
            model = model.readBy(readers);
        }
        if (!alsoEnter.isEmpty()) {
            model = model.alsoEnteredBy(alsoEnter);
        }
        return Compiled.with()
                .table(model.table())
                .artefact(model)
                .answerer(block.place().name(), new FieldAnswerer(model, scope))
                .build();
    }

    @Override
    public Label inWords(RegisterBlock block, Scope scope) {
        List<Label> labels = block.fields().stream().map(Draft::label).toList();
        String zh = String.join("、", labels.stream().map(Label::zh).toList());
        String en = String.join(", ", labels.stream().map(Label::en).toList());
        Label name = block.place().label();
        return new Label("登记簿「" + name.zh() + "」:" + zh, "Register “" + name.en() + "”: " + en);
    }
}
