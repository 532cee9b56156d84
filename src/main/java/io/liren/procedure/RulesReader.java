package io.liren.procedure;

import io.liren.block.BlockSource;
import io.liren.block.Loaded;
import io.liren.journal.Signing;
import io.liren.rulebook.Findings;
import io.liren.rulebook.RawBlock;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what earlier texts of the rulebook said of a procedure. Their mistakes, seen with today's eyes, are of no account. */
final class RulesReader {
    private RulesReader() {}

    private record Said(RawBlock raw, YamlMap body, Loaded text) {
        String plain() {
            return body.plain();
        }
    }

    /** @param fields what today's steps record: an earlier text that records something that does not fit beside it is out of use */
    static Rules read(BlockSource source, String procedure, List<YamlMap.Entry> fields) {
        List<Said> said = new ArrayList<>();
        for (Loaded text : source.texts()) {
            said(text, procedure)
                    .filter(s -> said.isEmpty() || !said.getLast().plain().equals(s.plain()))
                    .ifPresent(said::add);
        }
        List<Rules.Age> ages = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            Said one = said.get(i);
            boolean last = i == said.size() - 1;
            Loaded text = one.text();
            ages.add(new Rules.Age(
                    Signing.digest(one.plain().getBytes(StandardCharsets.UTF_8)).substring(0, 16),
                    new Procedure.Text(text.rulebook().version(), text.digest(), text.since()),
                    last ? Optional.empty() : Optional.of(said.get(i + 1).text().since()),
                    last ? Optional.empty() : block(one, procedure).filter(b -> StepFields.fit(b.recorded(), fields))));
        }
        return new Rules(List.copyOf(ages));
    }

    private static Optional<Said> said(Loaded text, String procedure) {
        for (RawBlock raw : text.rulebook().blocks()) {
            Optional<Yaml> body =
                    raw.keyword().equals(ProcedureKind.KEYWORD) ? raw.body().at(procedure) : Optional.empty();
            if (body.isPresent() && body.get() instanceof YamlMap map) {
                return Optional.of(new Said(raw, map, text));
            }
        }
        return Optional.empty();
    }

    private static Optional<ProcedureBlock> block(Said said, String procedure) {
        Findings findings = new Findings();
        List<ProcedureBlock> blocks = new ProcedureReader(new BlockSource(said.raw(), findings)).read();
        return findings.hasErrors()
                ? Optional.empty()
                : blocks.stream()
                        .filter(b -> b.place().name().equals(procedure))
                        .findFirst();
    }
}
