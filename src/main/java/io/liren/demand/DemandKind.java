package io.liren.demand;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.register.Assembled;
import io.liren.register.RegisterBlock;
import io.liren.register.RegisterKind;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The demand block (要表登记): tables that others ask for are noted, with their basis and the minutes they took. */
public final class DemandKind implements BlockKind<DemandBlock> {
    private final RegisterKind registers = new RegisterKind();

    @Override
    public String keyword() {
        return "demand";
    }

    @Override
    public Label label() {
        return new Label("要表登记", "Tables asked for");
    }

    @Override
    public List<DemandBlock> read(BlockSource source) {
        List<DemandBlock> demands = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(thing.body(), "label", "by");
            List<YamlScalar> by = thing.body().scalars("by");
            if (by.isEmpty()) {
                source.error(
                        Code.MISSING_KEY,
                        thing.place().position(),
                        "要表登记要写 by:由哪个岗位填。",
                        "Tables asked for need by: the posts that fill them in.");
                continue;
            }
            requests(thing.place(), by, source).ifPresent(r -> demands.add(new DemandBlock(thing.place(), r)));
        }
        return demands;
    }

    private static Optional<RegisterBlock> requests(Place place, List<YamlScalar> by, BlockSource source) {
        Assembled register = new Assembled(place);
        field(register, Demand.Field.NAME, "表名", "Table", "text").with("required", "true");
        field(register, Demand.Field.ASKED_BY, "谁要的", "Asked by", "text").with("required", "true");
        field(register, Demand.Field.ASKED_ON, "哪天要的", "Asked on", "date")
                .with("required", "true")
                .with("default", "today");
        field(register, Demand.Field.BASIS, "依据", "Basis", "text")
                .with("hint", "文件名称和文号；没有就空着 | The document and its number; leave empty if there is none");
        field(register, Demand.Field.ROWS, "填了几行", "Rows filled", "integer").with("min", "0");
        field(register, Demand.Field.FILLED, "登记簿里有的格数", "Cells the registers knew", "integer")
                .with("min", "0");
        field(register, Demand.Field.UNKNOWN, "没有掌握的格数", "Cells nobody has", "integer")
                .with("min", "0");
        field(register, Demand.Field.MINUTES, "用了几分钟", "Minutes", "integer").with("min", "0");
        field(register, Demand.Field.CAME, "来的表", "As it came", "attachment");
        field(register, Demand.Field.WENT, "填好的表", "As it went back", "attachment");
        return register.names("title", Demand.Field.NAME.word(), Demand.Field.ASKED_ON.word())
                .key("happened", Demand.Field.ASKED_ON.word())
                .names(
                        "list",
                        Demand.Field.NAME.word(),
                        Demand.Field.ASKED_BY.word(),
                        Demand.Field.ASKED_ON.word(),
                        Demand.Field.BASIS.word(),
                        Demand.Field.MINUTES.word())
                .names("search", Demand.Field.NAME.word(), Demand.Field.ASKED_BY.word(), Demand.Field.BASIS.word())
                .posts("enter", by)
                .read(source);
    }

    private static Assembled.Field field(Assembled register, Demand.Field field, String zh, String en, String type) {
        return register.field(field.word(), new Label(zh, en), type);
    }

    @Override
    public void declare(DemandBlock block, Names names) {
        registers.declare(block.requests(), names);
    }

    @Override
    public Compiled compile(DemandBlock block, Scope scope) {
        Compiled requests = registers.compile(block.requests(), scope);
        Compiled.Builder compiled =
                Compiled.with().artefact(new Demand(block.place(), block.place().id()));
        requests.tables().forEach(compiled::table);
        requests.artefacts().forEach(compiled::artefact);
        requests.answerers().forEach(compiled::answerer);
        return compiled.build();
    }

    @Override
    public Label inWords(DemandBlock block, Scope scope) {
        return new Label(
                "上级要的表都登记在「" + block.place().label().zh() + "」:谁要的、有没有依据、用了几分钟。",
                "Tables that others ask for are noted in “"
                        + block.place().label().en() + "”: who asked, on what basis, how many minutes it took.");
    }
}
