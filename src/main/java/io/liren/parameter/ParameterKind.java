package io.liren.parameter;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.expression.Type;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** The parameters block (参数): numbers that a locality sets. */
public final class ParameterKind implements BlockKind<ParameterBlock> {
    static final String KEYWORD = "parameters";

    @Override
    public String keyword() {
        return KEYWORD;
    }

    @Override
    public Label label() {
        return new Label("参数", "Parameters");
    }

    @Override
    public List<ParameterBlock> read(BlockSource source) {
        return new ParameterReader(source).read();
    }

    @Override
    public void declare(ParameterBlock block, Names names) {
        boolean numeric = block.type().equals(Type.WHOLE) || block.type().equals(Type.DECIMAL);
        List<Quantity> quantities = block.values().stream()
                .max(Comparator.comparing(ParameterBlock.Value::from))
                .filter(v -> numeric)
                .map(v -> Quantity.known(
                        block.unit(), new BigDecimal(v.json()), block.place().position()))
                .stream()
                .toList();
        names.declare(new Names.Parameter(block.place().id(), block.place().label(), block.type(), quantities));
    }

    @Override
    public Compiled compile(ParameterBlock block, Scope scope) {
        return Compiled.with()
                .artefact(new Parameter(block.place(), block.type(), block.unit(), block.values()))
                .build();
    }

    @Override
    public Label inWords(ParameterBlock block, Scope scope) {
        String value = block.values().isEmpty() ? "" : block.values().getLast().json();
        Label name = block.place().label();
        return new Label(name.zh() + ":" + value + " " + block.unit(), name.en() + ": " + value + " " + block.unit());
    }
}
