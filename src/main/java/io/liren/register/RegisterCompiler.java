package io.liren.register;

import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.register.RegisterBlock.Draft;
import io.liren.register.RegisterModel.Group;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlList;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.schema.Column;
import io.liren.schema.ForeignKey;
import io.liren.schema.Index;
import io.liren.schema.Table;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Makes the model and the table of a register as written. */
final class RegisterCompiler {
    private static final int MOST_LISTED = 7;
    private final RegisterBlock block;
    private final Place place;
    private final Shape shape;
    private final Scope scope;
    private final Map<String, FieldModel> fields = new LinkedHashMap<>();

    RegisterCompiler(RegisterBlock block, Shape shape, Scope scope) {
        this.block = block;
        this.place = block.place();
        this.shape = shape;
        this.scope = scope;
    }

    RegisterModel compile() {
        for (Draft draft : block.fields()) {
            RegisterKind.declared(draft, shape)
                    .ifPresent(type -> fields.put(draft.name().text(), field(draft, type)));
        }
        grown();
        checkDerived();
        checkPeople();
        List<String> title = known("title").orElseGet(this::standardTitle);
        List<String> search = known("search").orElse(title);
        List<String> enter = posts("enter");
        Optional<String> happened = happened();
        List<List<String>> unique = unique();
        return new RegisterModel(
                place,
                table(search, happened, unique),
                List.copyOf(fields.values()),
                title,
                happened,
                about(),
                enter.isEmpty() ? scope.names().postsOf(place.rulebook()) : enter,
                posts("read"),
                known("list").orElseGet(this::standardList),
                search,
                unique,
                groups());
    }

    private FieldModel field(Draft draft, FieldType type) {
        YamlMap body = draft.body();
        WrittenField written = new WrittenField(body, place, scope.findings());
        Optional<Checked> computed = shape.field(draft.name().text())
                .map(Shape.Field::source)
                .filter(Source.Computed.class::isInstance)
                .flatMap(s -> ((Source.Computed) s).checked().get());
        List<String> seenBy = scope.posts(body.scalars("for"));
        return new FieldModel(
                draft.name().text(),
                draft.label(),
                body.scalar("hint").map(s -> Label.parse(s.text())),
                type,
                written.flag("required"),
                written.flag("unique"),
                written.sensitive(),
                seenBy,
                computed,
                written.standard(type),
                written.number("min"),
                written.number("max"));
    }

    /** The fields that other blocks give the register; one whose expression was wrong is left out. */
    private void grown() {
        scope.names()
                .grown(place.id())
                .forEach((name, type) -> shape.field(name)
                        .map(Shape.Field::source)
                        .filter(Source.Computed.class::isInstance)
                        .flatMap(source -> ((Source.Computed) source).checked().get())
                        .ifPresent(computed -> fields.put(
                                name,
                                new FieldModel(
                                        name,
                                        scope.names().fieldLabel(place.id(), name),
                                        Optional.empty(),
                                        RegisterKind.worked(type),
                                        false,
                                        false,
                                        Optional.empty(),
                                        List.of(),
                                        Optional.of(computed),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()))));
    }

    private void checkDerived() {
        for (Draft draft : block.fields()) {
            draft.body().map("derive").ifPresent(map -> {
                for (YamlMap.Entry entry : map.entries()) {
                    if (entry.value() instanceof YamlScalar name) {
                        known(name);
                    }
                }
            });
        }
    }

    private void checkPeople() {
        Type own = new Type.ListOf(shape.type());
        block.body().scalar("kin").filter(s -> known(s).isPresent()).ifPresent(written -> {
            if (!shape.field(written.text())
                    .map(Shape.Field::type)
                    .filter(own::equals)
                    .isPresent()) {
                error(
                        Code.WRONG_TYPE,
                        written,
                        "kin 应当是引用本登记簿的 references 字段。",
                        "kin must be a field of references to this register itself.");
            }
        });
        for (Draft draft : block.fields()) {
            draft.body().scalar("of").filter(s -> known(s).isPresent()).ifPresent(written -> {
                if (!draft.type().equals("account") || !(there(written.text()).type() instanceof FieldType.Reference)) {
                    error(
                            Code.WRONG_TYPE,
                            written,
                            "of 只用于 account 字段,写旁边的一个引用字段。",
                            "of is for an account, and names a reference beside it.");
                }
            });
        }
    }

    private List<String> posts(String key) {
        return scope.posts(block.body().scalars(key));
    }

    private Optional<List<String>> known(String key) {
        if (!block.body().has(key)) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        block.body().scalars(key).forEach(s -> known(s).ifPresent(names::add));
        return Optional.of(names);
    }

    private Optional<String> known(YamlScalar name) {
        if (fields.containsKey(name.text())) {
            return Optional.of(name.text());
        }
        scope.findings()
                .error(
                        Code.UNKNOWN_FIELD,
                        name.textPosition(),
                        Math.max(1, name.text().length()),
                        place.clauseId(),
                        place.name() + " 没有字段「" + name.text() + "」。",
                        place.name() + " has no field “" + name.text() + "”.",
                        Nearest.to(name.text(), fields.keySet()));
        return Optional.empty();
    }

    /** A field whose name is known to be right. */
    private FieldModel there(String name) {
        return Objects.requireNonNull(fields.get(name));
    }

    private Optional<String> happened() {
        Optional<YamlScalar> written = block.body().scalar("happened");
        Optional<String> name = written.flatMap(this::known);
        if (name.isPresent()
                && !(there(name.get()).type() instanceof FieldType.Date
                        && there(name.get()).entered())) {
            error(
                    Code.WRONG_TYPE,
                    written.get(),
                    "happened 应当是填写的日期字段。",
                    "happened must be a date field that is entered.");
            return Optional.empty();
        }
        return name;
    }

    private Optional<String> about() {
        Optional<YamlScalar> written = block.body().scalar("about");
        Optional<String> name = written.flatMap(this::known);
        if (name.isPresent() && !(there(name.get()).type() instanceof FieldType.Reference)) {
            error(Code.WRONG_TYPE, written.get(), "about 应当是引用字段。", "about must be a reference.");
            return Optional.empty();
        }
        return name;
    }

    private List<List<String>> unique() {
        Set<List<String>> sets = new LinkedHashSet<>();
        for (FieldModel field : fields.values()) {
            if (field.unique() && field.entered()) {
                sets.add(List.of(field.name()));
            }
        }
        Optional<Yaml> written = block.body().at("unique");
        if (written.isPresent() && written.get() instanceof YamlList list) {
            List<String> flat = new ArrayList<>();
            for (Yaml item : list.items()) {
                if (item instanceof YamlList inner) {
                    List<String> names = new ArrayList<>();
                    for (Yaml name : inner.items()) {
                        if (name instanceof YamlScalar scalar) {
                            known(scalar).ifPresent(names::add);
                        }
                    }
                    sets.add(List.copyOf(names));
                } else if (item instanceof YamlScalar scalar) {
                    known(scalar).ifPresent(flat::add);
                }
            }
            if (!flat.isEmpty()) {
                sets.add(List.copyOf(flat));
            }
        }
        return sets.stream()
                .filter(s -> !s.isEmpty()
                        && s.stream()
                                .allMatch(f ->
                                        there(f).entered() && !there(f).type().many()))
                .toList();
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        Set<String> placed = new LinkedHashSet<>();
        Optional<Yaml> written = block.body().at("groups");
        if (written.isPresent() && written.get() instanceof YamlList list) {
            for (Yaml item : list.items()) {
                if (item instanceof YamlMap map) {
                    List<String> names = new ArrayList<>();
                    map.scalars("fields").forEach(s -> known(s).ifPresent(names::add));
                    placed.addAll(names);
                    Label label =
                            map.scalar("label").map(s -> Label.parse(s.text())).orElse(place.label());
                    groups.add(new Group(label, names));
                }
            }
        }
        List<String> rest =
                fields.keySet().stream().filter(f -> !placed.contains(f)).toList();
        if (!rest.isEmpty()) {
            groups.add(new Group(groups.isEmpty() ? place.label() : new Label("其他", "Other"), rest));
        }
        return groups;
    }

    private List<String> standardTitle() {
        Optional<String> text = fields.values().stream()
                .filter(f -> f.entered() && !f.isSensitive() && f.type() instanceof FieldType.Text)
                .map(FieldModel::name)
                .findFirst();
        return text.or(() -> fields.keySet().stream().findFirst()).map(List::of).orElse(List.of());
    }

    private List<String> standardList() {
        return fields.values().stream()
                .filter(f -> !(f.type() instanceof FieldType.Text(boolean lines) && lines))
                .map(FieldModel::name)
                .limit(MOST_LISTED)
                .toList();
    }

    private Table table(List<String> search, Optional<String> happened, List<List<String>> unique) {
        List<Column> columns = new ArrayList<>();
        List<ForeignKey> keys = new ArrayList<>();
        Set<Index> indexes = new LinkedHashSet<>();
        indexes.add(Index.ordered("entered_on"));
        indexes.add(Index.containment("search_grams"));
        for (FieldModel field : fields.values()) {
            if (!field.entered()
                    || shape.field(field.name())
                            .map(f -> f.source() instanceof Source.Computed)
                            .orElse(true)) {
                continue;
            }
            columns.add(new Column(
                    field.column(),
                    field.type().column(),
                    field.required(),
                    field.isSensitive(),
                    List.copyOf(field.type().choices().keySet())));
            field.type()
                    .target()
                    .filter(t -> !field.type().many())
                    .flatMap(scope.names()::shape)
                    .ifPresent(target -> keys.add(new ForeignKey(field.column(), target.table())));
            if (field.type() instanceof FieldType.Attachment) {
                keys.add(new ForeignKey(field.column(), "attachment"));
            }
            index(field, happened).ifPresent(indexes::add);
        }
        List<List<String>> uniques = unique.stream()
                .map(set -> set.stream().map(f -> there(f).column()).toList())
                .toList();
        return new Table(shape.table(), columns, keys, uniques, List.copyOf(indexes));
    }

    /** References and dates are asked for by duties, listed values by pages; long text is not ordered. */
    private Optional<Index> index(FieldModel field, Optional<String> happened) {
        boolean listed =
                block.body().scalars("list").stream().anyMatch(s -> s.text().equals(field.name()));
        return switch (field.type().column()) {
            case UUIDS, TEXTS -> Optional.of(Index.containment(field.column()));
            case UUID -> Optional.of(Index.ordered(field.column()));
            case DATE -> Optional.of(Index.ordered(field.column()));
            case TEXT ->
                listed && !(field.type() instanceof FieldType.Text(boolean lines) && lines)
                                || field.type() instanceof FieldType.Identity
                        ? Optional.of(Index.ordered(field.column()))
                        : Optional.empty();
            case WHOLE, DECIMAL, MONEY, TIME, MOMENT ->
                listed ? Optional.of(Index.ordered(field.column())) : Optional.empty();
            case BOOLEAN -> Optional.empty();
        };
    }

    private void error(Code code, YamlScalar at, String zh, String en) {
        scope.findings()
                .error(code, at.textPosition(), Math.max(1, at.text().length()), place.clauseId(), zh, en, List.of());
    }
}
