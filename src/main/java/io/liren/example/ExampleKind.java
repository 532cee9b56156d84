package io.liren.example;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Scope;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The example block (示例): an executable test of the clause above it. */
public final class ExampleKind implements BlockKind<ExampleBlock> {
    @Override
    public String keyword() {
        return "example";
    }

    @Override
    public Label label() {
        return new Label("示例", "Example");
    }

    @Override
    public List<ExampleBlock> read(BlockSource source) {
        return new ExampleReader(source).read();
    }

    @Override
    public void declare(ExampleBlock block, Names names) {}

    @Override
    public Compiled compile(ExampleBlock block, Scope scope) {
        for (List<ExampleBlock.Fact> facts : List.of(block.given(), block.tried())) {
            for (ExampleBlock.Fact fact : facts) {
                scope.names()
                        .register(
                                block.place().rulebook(),
                                fact.register(),
                                fact.key().textPosition(),
                                block.place().clauseId())
                        .flatMap(scope.names()::shape)
                        .ifPresent(shape -> fields(fact, shape, block, scope));
            }
        }
        Set<String> names = Stream.concat(block.given().stream(), block.tried().stream())
                .flatMap(ExampleKind::named)
                .collect(Collectors.toSet());
        for (ExampleBlock.Expected expected : block.expected()) {
            expected.of()
                    .filter(name -> !names.contains(name))
                    .ifPresent(name -> scope.findings()
                            .error(
                                    Code.UNKNOWN_NAME,
                                    expected.written().textPosition(),
                                    Math.max(1, expected.written().text().length()),
                                    block.place().clauseId(),
                                    "示例里没有叫「" + name + "」的记录。",
                                    "The example has no record “" + name + "”.",
                                    Nearest.to(name, names)));
        }
        return Compiled.with().artefact(new Example(block)).build();
    }

    /** What a fact brings along: itself, and those it refers to, which are made if nothing else makes them. */
    private static Stream<String> named(ExampleBlock.Fact fact) {
        return Stream.concat(
                Stream.of(fact.name()),
                fact.values().names().stream()
                        .flatMap(field -> fact.values().scalars(field).stream())
                        .map(YamlScalar::text));
    }

    private static void fields(ExampleBlock.Fact fact, Shape shape, ExampleBlock block, Scope scope) {
        for (YamlMap.Entry entry : fact.values().entries()) {
            Optional<Shape.Field> field = shape.field(entry.name());
            if (field.isEmpty() && !World.RESERVED.contains(entry.name())) {
                scope.findings()
                        .error(
                                Code.UNKNOWN_FIELD,
                                entry.key().textPosition(),
                                Math.max(1, entry.name().length()),
                                block.place().clauseId(),
                                shape.name() + " 没有字段「" + entry.name() + "」。",
                                shape.name() + " has no field “" + entry.name() + "”.",
                                Nearest.to(entry.name(), shape.fields().keySet()));
            }
            // What an example tries may be wrong: then something has to refuse it.
            if (fact.refused().isEmpty()
                    && entry.value() instanceof YamlScalar value
                    && field.map(Shape.Field::type).orElse(Type.TEXT) instanceof Type.Choice(var options)
                    && !options.contains(value.text())) {
                scope.findings()
                        .error(
                                Code.UNKNOWN_CHOICE,
                                value.textPosition(),
                                Math.max(1, value.text().length()),
                                block.place().clauseId(),
                                "没有选项「" + value.text() + "」,可选的是 " + String.join("、", options) + "。",
                                "There is no option “" + value.text() + "”; there are " + String.join(", ", options)
                                        + ".",
                                Nearest.to(value.text(), options));
            }
        }
    }

    @Override
    public Label inWords(ExampleBlock block, Scope scope) {
        return block.place().label();
    }
}
