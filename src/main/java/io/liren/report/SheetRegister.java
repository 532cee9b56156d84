package io.liren.report;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.register.Assembled;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The register of what is done with a report's sheets: each act is a record like any other, so that journal, history and
 * verification hold for closing, too. The sheet's state follows from its last act.
 */
final class SheetRegister {
    private SheetRegister() {}

    static Optional<RegisterBlock> block(
            Place report, Optional<YamlScalar> preparedBy, Optional<YamlScalar> reviewedBy, BlockSource source) {
        Place own = new Place(
                report.rulebook(),
                report.clause(),
                report.name().replace('-', '_') + "_sheet",
                report.label().plus(new Label("的报送", ": its sheets")),
                report.position());
        Map<String, Label> acts = new LinkedHashMap<>();
        Stream.of(Act.values()).forEach(act -> acts.put(act.word(), act.label()));
        Assembled sheets = new Assembled(own);
        sheets.field("period", new Label("期间", "Period"), "text").with("required", "true");
        sheets.field("act", new Label("办理", "What was done"), "choice")
                .options(acts)
                .with("required", "true");
        sheets.field("on", new Label("日期", "Date"), "date")
                .with("required", "true")
                .with("default", "today");
        sheets.field("reason", new Label("原因", "Reason"), "text").with("long", "true");
        sheets.field("sheet", new Label("报表内容", "The sheet"), "attachment");
        sheets.field("digest", new Label("摘要(SM3)", "Digest (SM3)"), "text");
        sheets.field("signature", new Label("签名(SM2)", "Signature (SM2)"), "text");
        return sheets.names("title", "period", "act")
                .key("happened", "on")
                .names("list", "period", "act", "on")
                .posts(
                        "enter",
                        Stream.concat(preparedBy.stream(), reviewedBy.stream())
                                .distinct()
                                .toList())
                .read(source);
    }
}
