package io.liren.erasure;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Scope;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.SqlWriter;
import io.liren.expression.Type;
import io.liren.register.ConsentRule;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * The erasure block (销毁): once a record says that it is time, fields are emptied and their keys destroyed, so that past
 * versions and the journal can be read no more. A person says so; no date does it by itself.
 */
public final class ErasureKind implements BlockKind<ErasureBlock> {
    /** How many registers {@code about} is followed through. */
    private static final int LONGEST = 5;

    @Override
    public String keyword() {
        return "erasure";
    }

    @Override
    public Label label() {
        return new Label("销毁", "Erasure");
    }

    @Override
    public List<ErasureBlock> read(BlockSource source) {
        List<ErasureBlock> blocks = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            YamlMap body = thing.body();
            source.allow(body, "label", "of", "when", "covers");
            Optional<YamlScalar> of = source.required(body, thing.place(), "of");
            Optional<YamlScalar> when = source.required(body, thing.place(), "when");
            List<YamlScalar> covers = body.scalars("covers");
            if (covers.isEmpty()) {
                source.error(
                        Code.MISSING_KEY,
                        thing.place().position(),
                        "写明 covers:删除哪些字段。",
                        "Say with covers: which fields are erased.");
            } else if (of.isPresent() && when.isPresent()) {
                blocks.add(new ErasureBlock(thing.place(), of.get(), when.get(), covers));
            }
        }
        return blocks;
    }

    @Override
    public void declare(ErasureBlock block, Names names) {}

    @Override
    public Compiled compile(ErasureBlock block, Scope scope) {
        Optional<Shape> of = scope.shape(block.of());
        Optional<Checked> when = of.flatMap(shape -> scope.check(block.when(), scope.of(shape), Type.BOOL));
        if (of.isEmpty() || when.isEmpty()) {
            return Compiled.nothing();
        }
        String root = root(of.get().register(), scope.names());
        Map<String, Set<String>> covered = new LinkedHashMap<>();
        for (YamlScalar written : block.covers()) {
            covered(block, written, root, scope)
                    .ifPresent(field -> covered.computeIfAbsent(field.shape().register(), r -> new LinkedHashSet<>())
                            .add(field.name()));
        }
        Label label = block.place().label();
        return Compiled.with()
                .artefact(new ConsentRule(
                        block.place(),
                        root,
                        of.get().register(),
                        covered,
                        ended(of.get(), when.get(), scope.names()),
                        whom -> Map.of(),
                        new Label("到期销毁：" + label.zh(), "erased when due: " + label.en())))
                .build();
    }

    /** A field that is erased. */
    private record Field(Shape shape, String name) {}

    private static Optional<Field> covered(ErasureBlock block, YamlScalar written, String root, Scope scope) {
        int dot = written.text().lastIndexOf('.');
        Optional<Shape> shape = dot < 0
                ? Optional.empty()
                : scope.shape(new YamlScalar(written.text().substring(0, dot), false, written.textPosition()));
        String name = written.text().substring(dot + 1);
        Names names = scope.names();
        boolean fits = shape.isPresent()
                && shape.get().field(name).map(Shape.Field::source).orElse(null) instanceof Source.Column
                && names.traits().isSensitive(shape.get().register(), name)
                && !names.traits().isRequired(shape.get().register(), name)
                && root(shape.get().register(), names).equals(root);
        if (!fits) {
            scope.findings()
                    .error(
                            Code.WRONG_VALUE,
                            written.textPosition(),
                            Math.max(1, written.text().length()),
                            block.place().clauseId(),
                            "写成 登记簿.字段:由人填写、sensitive、不必填,登记簿的 about 通到同一个对象。",
                            "Write register.field: entered by people, sensitive, not required, of a register whose about leads to the same.",
                            List.of());
        }
        return fits ? shape.map(s -> new Field(s, name)) : Optional.empty();
    }

    /** The register of those under whose keys a register's values are sealed. */
    private static String root(String register, Names names) {
        String root = register;
        for (int step = 0; step < LONGEST; step++) {
            Optional<String> next = target(root, names);
            if (next.isEmpty()) {
                return root;
            }
            root = next.get();
        }
        return root;
    }

    private static Optional<String> target(String register, Names names) {
        return names.traits()
                .concerned(register)
                .flatMap(about -> names.shape(register).flatMap(shape -> shape.field(about)))
                .flatMap(field -> field.type() instanceof Type.Rec(String to) ? Optional.of(to) : Optional.empty());
    }

    /** Whose values are erased by records that have been written: the records' own, or those whom they are about. */
    private static BiFunction<UUID, Set<UUID>, Sql> ended(Shape of, Checked when, Names names) {
        Optional<String> about = names.traits()
                .concerned(of.register())
                .flatMap(of::field)
                .flatMap(f ->
                        f.source() instanceof Source.Column(String column) ? Optional.of(column) : Optional.empty());
        return (community, records) -> {
            SqlWriter writer = new SqlWriter(
                    Bindings.of(Sql.of("r.community_id"), Sql.of("null::date")).row(of.name(), "r"));
            Sql due = writer.condition(when);
            return Sql.of("""
                    select distinct r.{owner} as id from {table} r{joins}
                     where r.community_id = {community} and r.id = any({records}) and r.voided_at is null and {due}""")
                    .name("owner", about.orElse("id"))
                    .name("table", of.table())
                    .part("joins", writer.joins())
                    .value("community", community)
                    .value("records", records.toArray(UUID[]::new))
                    .part("due", due);
        };
    }

    @Override
    public Label inWords(ErasureBlock block, Scope scope) {
        return new Label(
                "登记以后,有关内容彻底删除,历史和流水里也读不出。",
                "Once that is recorded the contents are erased for good, in the history and the journal too.");
    }
}
