package io.liren.sample;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Scope;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.register.RegisterKind;
import io.liren.wording.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sample block (抽查): what the ledgers say is held against what is there, by a draw that anyone can make again. */
public final class SampleKind implements BlockKind<SampleBlock> {
    /** The finding's field for the day on which the entry was put right, which follows from the entry itself. */
    static final String CORRECTED_ON = "corrected_on";

    private final RegisterKind registers = new RegisterKind();

    @Override
    public String keyword() {
        return "sample";
    }

    @Override
    public Label label() {
        return new Label("抽查", "Sample");
    }

    @Override
    public List<SampleBlock> read(BlockSource source) {
        return new SampleReader(source).read();
    }

    @Override
    public void declare(SampleBlock block, Names names) {
        registers.declare(block.seeds(), names);
        registers.declare(block.picks(), names);
        registers.declare(block.findings(), names);
        names.shape(block.findings().place().id()).ifPresent(findings -> names.declare(grown(block, findings, names)));
        names.declareDuty(block.place(), Optional.empty());
        names.declareDuty(block.seeding(), Optional.empty());
        names.declareDuty(block.checking(), Optional.of(block.picks().place().id()));
        names.declareDuty(
                block.correcting(), Optional.of(block.findings().place().id()));
    }

    /** The findings with the day on which the entry was changed or declared void after it was found to differ. */
    private static Shape grown(SampleBlock block, Shape findings, Names names) {
        Map<String, Shape.Field> fields = new LinkedHashMap<>(findings.fields());
        fields.put(
                CORRECTED_ON,
                new Shape.Field(
                        CORRECTED_ON,
                        Type.DATE,
                        new Source.Derived(
                                alias -> SampleSql.correctedOn(block, names, alias),
                                () -> SampleSql.corrects(block, names))));
        names.declareWords(findings.register(), CORRECTED_ON, new Label("更正日期", "Put right on"), Map.of());
        return new Shape(findings.register(), findings.name(), findings.table(), fields, findings.worked());
    }

    @Override
    public Compiled compile(SampleBlock block, Scope scope) {
        return new SampleCompiler(block, scope)
                .compile(List.of(
                        registers.compile(block.seeds(), scope),
                        registers.compile(block.picks(), scope),
                        registers.compile(block.findings(), scope)));
    }

    @Override
    public Label inWords(SampleBlock block, Scope scope) {
        Label unit = block.every().label();
        return new Label(
                "每" + unit.zh() + "按事先公布的种子随机抽取登记,由登记人以外的人到现场核实,不符的要更正。",
                "Each " + unit.en()
                        + " entries are drawn at random by a seed told beforehand and checked in the field by someone else; what differs is put right.");
    }
}
