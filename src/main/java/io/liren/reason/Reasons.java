package io.liren.reason;

import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.block.ParameterSql;
import io.liren.calendar.Today;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Node;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.parameter.Parameter;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.FieldWords;
import io.liren.register.Masked;
import io.liren.register.Records;
import io.liren.register.RegisterModel;
import io.liren.register.Revealed;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Formats;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells why a computed value is what it is (算法说明): each input as it stands, the rule in words, each parameter with its day
 * and source, and the result. Every figure is worked out anew by the database, part by part, as the rule itself is.
 */
public final class Reasons {
    /** How far computed values are followed into computed values. */
    private static final int DEEPEST = 5;

    private static final int ITEMS = 30;
    private static final String ROW = "r";
    private static final String EACH = "o";

    private final Edition edition;
    private final Records records;
    private final Today today;

    /** @param records opens the viewer's time and rights */
    public Reasons(Edition edition, Records records, Today today) {
        this.edition = edition;
        this.records = records;
        this.today = today;
    }

    /** Whether a field of a register is worked out and so can be explained. */
    public boolean explains(String register, String field) {
        return computed(register, field).isPresent();
    }

    private Optional<Checked> computed(String register, String field) {
        return edition.names()
                .shape(register)
                .flatMap(s -> s.field(field))
                .flatMap(f -> f.source() instanceof Source.Computed(String text, var checked)
                        ? checked.get()
                        : Optional.empty())
                .filter(c -> !(c.type() instanceof Type.ListOf));
    }

    /**
     * Why a field of a record is what it is; empty if it is not worked out, or the viewer may not read the record.
     *
     * @param purpose what sensitive inputs are shown for, each a look on record; empty: they are masked
     */
    public Optional<Reason.Worked> of(Viewer viewer, String register, UUID id, String field, Optional<String> purpose) {
        return records.record(viewer, register, id)
                .flatMap(view -> computed(register, field))
                .map(checked -> new Telling(viewer, purpose).worked(register, id, field, checked, 0));
    }

    /** One telling: for one reader and purpose. */
    private final class Telling {
        private final Viewer viewer;
        private final Language language;
        private final LocalDate day;
        private final Optional<String> purpose;
        private final Set<String> told = new LinkedHashSet<>();

        Telling(Viewer viewer, Optional<String> purpose) {
            this.viewer = viewer;
            this.language = viewer.language();
            this.day = viewer.asOf().orElse(today.today());
            this.purpose = viewer.asOf().isPresent() ? Optional.empty() : purpose;
        }

        Reason.Worked worked(String register, UUID id, String field, Checked checked, int depth) {
            Row row = new Row(edition.names().shape(register).orElseThrow(), id);
            List<Reason> from = new ArrayList<>();
            if (depth < DEEPEST && told.add(register + "." + field + " " + id)) {
                gather(row, checked.root(), from, new LinkedHashSet<>(), depth);
            }
            return new Reason.Worked(
                    edition.names().fieldLabel(register, field).in(language),
                    words(type(register, field, checked), value(row, checked)),
                    new RuleWords(
                                    edition.names(),
                                    language,
                                    name -> parameter(row, name).map(Parameter::label))
                            .of(checked),
                    from);
        }

        private FieldType type(String register, String field, Checked checked) {
            return records.registers()
                    .find(register)
                    .flatMap(m -> m.field(field))
                    .map(FieldModel::type)
                    .orElseGet(
                            () -> "money".equals(edition.names().grown(register).get(field))
                                    ? new FieldType.Money()
                                    : records.registers().typeOf(checked));
        }

        /** The parts of a tree that are told: what it names, in the order it names it, each once. */
        private void gather(Row row, Node node, List<Reason> into, Set<Node> seen, int depth) {
            if (!seen.add(node)) {
                return;
            }
            switch (node) {
                case Node.Field field -> field(row, field, depth).ifPresent(into::add);
                case Node.References references ->
                    field(row, references.field(), depth).ifPresent(into::add);
                case Node.Param parameter -> into.add(parameter(row, parameter.name(), Sql.bind(day)));
                case Node.Dated dated -> {
                    gather(row, dated.day(), into, seen, depth);
                    into.add(parameter(
                            row,
                            dated.parameter().name(),
                            Sql.bind(value(row, new Checked("", dated.day())) instanceof LocalDate on ? on : day)));
                }
                case Node.Given(Node.Given.Day given) ->
                    into.add(new Reason.Day(
                            new RuleWords(edition.names(), language, n -> Optional.empty()).of(node),
                            Formats.date(day, language)));
                case Node.Aggregate aggregate -> into.add(over(row, node, aggregate.list()));
                case Node.Quantified quantified -> into.add(over(row, node, quantified.list()));
                case Node other ->
                    new Checked("", other).parts().forEach(p -> gather(row, p.root(), into, seen, depth));
            }
        }

        private Optional<Reason> field(Row row, Node.Field field, int depth) {
            Optional<UUID> owner = field.record() instanceof Node.Var
                    ? Optional.of(row.id())
                    : Optional.ofNullable(value(row, new Checked("", field.record())) instanceof UUID id ? id : null);
            String register = field.shape().register();
            String name = field.field().name();
            Optional<RegisterModel> model = records.registers().find(register);
            if (owner.isEmpty() || model.filter(m -> m.opensTo(viewer)).isEmpty()) {
                return Optional.of(new Reason.Input(
                        edition.names().fieldLabel(register, name).in(language), "", Optional.empty(), false));
            }
            Optional<Checked> computed = computed(register, name);
            if (computed.isPresent()) {
                return Optional.of(worked(register, owner.get(), name, computed.get(), depth + 1));
            }
            Object value = value(row, new Checked("", field));
            FieldType type = type(register, name, new Checked("", field));
            Optional<FieldModel> hidden = model.get().field(name).filter(FieldModel::isSensitive);
            Shown shown = hidden.isPresent() && value != null
                    ? shown(model.get(), owner.get(), hidden.get(), value)
                    : new Shown(words(type, value), false);
            return Optional.of(new Reason.Input(
                    edition.names().fieldLabel(register, name).in(language),
                    shown.words(),
                    Optional.of(new Reason.Place(register, owner.get())),
                    shown.masked()));
        }

        /** A sensitive value: in full for a purpose, which is a look on record, else masked. */
        private Shown shown(RegisterModel model, UUID record, FieldModel field, Object value) {
            if (purpose.isPresent()
                    && records.reveal(viewer, model.id(), record, field.name(), purpose.get())
                            instanceof Revealed.Shown(Object plain)) {
                return new Shown(words(field.type(), plain), false);
            }
            return new Shown(Masked.of(field, value).shown(), records.mayReveal(viewer, model, field));
        }

        private String words(FieldType type, @Nullable Object value) {
            if (type.target().isEmpty()) {
                return FieldWords.of(type, value, language, Map.of());
            }
            List<UUID> ids = value instanceof UUID id
                    ? List.of(id)
                    : value instanceof List<?> many
                            ? many.stream().map(UUID.class::cast).toList()
                            : List.of();
            return FieldWords.of(
                    type, value, language, records.titles(viewer, type.target().get(), ids));
        }

        // ---- over several records

        private Reason over(Row row, Node node, Node list) {
            Checked whole = new Checked("", node);
            String value = words(records.registers().typeOf(whole), value(row, whole));
            Node from = list instanceof Node.Mapped mapped ? mapped.list() : list;
            Optional<Shape> shape = from.type() instanceof Type.ListOf(Type.Rec(String register))
                    ? edition.names().shape(register).filter(s -> !s.table().isEmpty())
                    : Optional.empty();
            Optional<RegisterModel> model =
                    shape.flatMap(s -> records.registers().find(s.register())).filter(m -> m.opensTo(viewer));
            String name = named(node, shape);
            if (shape.isEmpty() || model.isEmpty()) {
                return new Reason.Over(name, value, List.of(), 0);
            }
            List<UUID> ids = ids(row, new Checked("", from));
            List<UUID> first = ids.stream().limit(ITEMS).toList();
            Map<UUID, String> called = records.titles(viewer, shape.get().register(), first);
            List<Reason.Item> items = first.stream()
                    .map(id -> item(row, node, list, model.get(), shape.get(), id, called))
                    .toList();
            return new Reason.Over(name, value, items, ids.size() - items.size());
        }

        /** What is done with the records of which register; which of them, the rule above it says. */
        private String named(Node node, Optional<Shape> shape) {
            Label what = switch (node) {
                case Node.Aggregate aggregate -> RuleWords.called(aggregate.kind());
                case Node.Quantified(boolean all, Node list, var variable, Node condition) ->
                    all ? new Label("是否都是", "whether all are") : new Label("是否有", "whether any is");
                case Node other -> Label.same("");
            };
            return shape.map(s -> edition.names().label(s.register()).in(language) + " · ")
                            .orElse("")
                    + what.in(language);
        }

        private Reason.Item item(
                Row row, Node node, Node list, RegisterModel model, Shape shape, UUID id, Map<UUID, String> called) {
            String title = called.getOrDefault(id, model.label().in(language));
            Reason.Place place = new Reason.Place(model.id(), id);
            Optional<Each> each = switch (node) {
                case Node.Quantified q -> Optional.of(new Each(q.variable(), q.condition()));
                case Node other ->
                    list instanceof Node.Mapped m ? Optional.of(new Each(m.variable(), m.value())) : Optional.empty();
            };
            if (each.isEmpty()) {
                return new Reason.Item(place, title, "", false);
            }
            Checked value = new Checked("", each.get().value());
            Shown shown = new Shown(
                    words(
                            records.registers().typeOf(value),
                            value(row, each.get().variable(), shape, id, value)),
                    false);
            for (Node.Field field : value.fields()) {
                Optional<FieldModel> hidden = records.registers()
                        .find(field.shape().register())
                        .flatMap(m -> m.field(field.field().name()))
                        .filter(FieldModel::isSensitive);
                if (hidden.isPresent()) {
                    shown = field.shape().register().equals(model.id())
                            ? opened(model, id, hidden.get(), shown)
                            : new Shown(Masked.of(hidden.get(), "").shown(), false);
                }
            }
            return new Reason.Item(place, title, shown.words(), shown.masked());
        }

        /** What rests on a sensitive value of a record is shown as that value is. */
        private Shown opened(RegisterModel model, UUID id, FieldModel field, Shown plain) {
            if (purpose.isPresent()
                    && records.reveal(viewer, model.id(), id, field.name(), purpose.get()) instanceof Revealed.Shown) {
                return plain;
            }
            return new Shown(Masked.of(field, "").shown(), records.mayReveal(viewer, model, field));
        }

        // ---- what the database makes of a part

        private Optional<Parameter> parameter(Row row, String name) {
            return Optional.ofNullable(
                            edition.names().parametersSeenBy(row.rulebook()).get(name))
                    .flatMap(p -> edition.find(Parameter.class, p.id()));
        }

        private Reason parameter(Row row, String name, Sql on) {
            Optional<Parameter> parameter = parameter(row, name);
            String label =
                    parameter.map(Parameter::label).map(l -> l.in(language)).orElse(name);
            return records.asSeenBy(
                    viewer,
                    transaction -> transaction
                            .optional(
                                    Sql.of("""
                                            select v.value #>> '{{}}' as value, v.from_on, v.source
                                              from parameter_value v
                                              join area_path a on a.ancestor_id = v.area_id
                                             where a.area_id = {community} and v.name = {name} and v.from_on <= {on}
                                             order by a.depth, v.from_on desc, v.set_at desc
                                             limit 1""")
                                            .value("community", viewer.community())
                                            .value(
                                                    "name",
                                                    parameter.map(Parameter::id).orElse(name))
                                            .part("on", on),
                                    found -> new Reason.Parameter(
                                            label,
                                            found.text("value"),
                                            parameter.map(Parameter::unit).orElse(""),
                                            Optional.of(found.date("from_on")),
                                            Label.parse(found.text("source")).in(language)))
                            .orElseGet(() -> new Reason.Parameter(
                                    label, "", parameter.map(Parameter::unit).orElse(""), Optional.empty(), "")));
        }

        private SqlWriter writer(Row row, Optional<Each> each) {
            Sql community = Sql.of("r.community_id");
            Bindings bindings = Bindings.of(community, Sql.bind(day))
                    .taken(ROW, EACH)
                    .row(row.shape().name(), ROW)
                    .parameters(ParameterSql.inForce(edition.names(), row.rulebook(), community, Sql.bind(day)));
            return new SqlWriter(
                    each.map(e -> bindings.row(e.variable().name(), EACH)).orElse(bindings));
        }

        private @Nullable Object value(Row row, Checked checked) {
            SqlWriter writer = writer(row, Optional.empty());
            Sql value = writer.value(checked);
            return ask(row, Sql.of("""
                            select {value} as value from {table} r{joins}
                             where r.community_id = {community} and r.id = {id}""").part("value", value).part("joins", writer.joins()));
        }

        private @Nullable Object value(Row row, Node.Var variable, Shape shape, UUID id, Checked checked) {
            SqlWriter writer = writer(row, Optional.of(new Each(variable, checked.root())));
            Sql value = writer.value(checked);
            return ask(
                    row,
                    Sql.of("""
                            select {value} as value
                              from {table} r
                              join {each} o on o.community_id = r.community_id and o.id = {item}{joins}
                             where r.community_id = {community} and r.id = {id}""")
                            .part("value", value)
                            .name("each", shape.table())
                            .value("item", id)
                            .part("joins", writer.joins()));
        }

        private @Nullable Object ask(Row row, Sql sql) {
            return records.asSeenBy(
                    viewer,
                    transaction -> only(
                            transaction,
                            sql.name("table", row.shape().table())
                                    .value("community", viewer.community())
                                    .value("id", row.id())));
        }

        private static @Nullable Object only(Transaction transaction, Sql sql) {
            List<Optional<Object>> found = transaction.rows(sql, r -> Optional.ofNullable(r.value("value")));
            return found.stream().findFirst().flatMap(v -> v).orElse(null);
        }

        private List<UUID> ids(Row row, Checked list) {
            SqlWriter writer = writer(row, Optional.empty());
            Sql rows = writer.rows(list, alias -> Sql.of("{row}.id as id").name("row", alias));
            return records.asSeenBy(
                    viewer,
                    transaction -> transaction.rows(
                            Sql.of("""
                                    select l.id
                                      from {table} r{joins}
                                     cross join lateral ({rows}) l
                                     where r.community_id = {community} and r.id = {id}
                                     order by l.id""")
                                    .name("table", row.shape().table())
                                    .part("joins", writer.joins())
                                    .part("rows", rows)
                                    .value("community", viewer.community())
                                    .value("id", row.id()),
                            found -> found.uuid("id")));
        }
    }

    /** The record that an expression is asked of. */
    private record Row(Shape shape, UUID id) {
        String rulebook() {
            return shape.register().substring(0, shape.register().indexOf('.'));
        }
    }

    /** What each of several records gives. */
    private record Each(Node.Var variable, Node value) {}

    /** A value as it is shown. */
    private record Shown(String words, boolean masked) {}
}
