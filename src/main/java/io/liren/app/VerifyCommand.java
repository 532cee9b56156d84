package io.liren.app;

import io.liren.calendar.SystemToday;
import io.liren.calendar.Today;
import io.liren.journal.Chain;
import io.liren.journal.Difference;
import io.liren.journal.Head;
import io.liren.sql.Scope;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Recomputes each community's chain, replays the journal against the tables, and holds both against heads kept elsewhere. */
final class VerifyCommand implements Command {
    @Override
    public String name() {
        return "verify";
    }

    @Override
    public Label summary() {
        return new Label("核对流水:重算链条,重放到表", "verify the journal: recompute the chain, replay it against the tables");
    }

    @Override
    public List<Option> options() {
        return List.of(Option.HOME, Option.DATABASE, Option.HEAD, Option.JSON);
    }

    @Override
    public Operands operands() {
        return Operands.NONE;
    }

    /** What came of one community. */
    private record Result(Head head, Optional<Label> fault) {}

    @Override
    public int run(Arguments arguments) throws IOException {
        Path home = arguments.home("run");
        Map<UUID, Head> kept = new LinkedHashMap<>();
        Optional<String> file = arguments.text(Option.HEAD);
        if (file.isPresent()) {
            Path path = Path.of(file.get());
            if (!Files.isReadable(path)) {
                throw new WrongArguments(new Label("读不到文件 " + path, "can't read the file " + path));
            }
            for (String line : Files.readAllLines(path)) {
                if (line.startsWith("{")) {
                    Head head = Head.parse(line);
                    kept.put(head.community(), head);
                }
            }
        }
        try (Connections connections =
                Connections.open(home, Places.cache(), arguments.text(Option.DATABASE), Progress.console())) {
            Engine engine = Engine.open(
                    connections,
                    home,
                    Places.source().orElse(Path.of("")).resolve("rulebooks"),
                    new SystemToday(Today.SHANGHAI),
                    Progress.console());
            List<Result> results = new ArrayList<>();
            for (UUID community : engine.communities()) {
                results.add(engine.owner()
                        .inTransaction(
                                Scope.of(community), transaction -> verify(engine, transaction, community, kept)));
            }
            print(results, arguments.has(Option.JSON));
            return results.stream().allMatch(r -> r.fault().isEmpty()) ? OK : FAILED;
        }
    }

    private static Result verify(Engine engine, Transaction transaction, UUID community, Map<UUID, Head> kept) {
        Chain.Verified chain = Chain.verify(transaction, community);
        Optional<Label> fault = chain.broken().map(Chain.Break::what);
        Head known = kept.get(community);
        if (fault.isEmpty() && known != null) {
            fault = Chain.compare(transaction, known).map(Chain.Break::what);
        }
        if (fault.isEmpty()) {
            fault = engine.replays().firstDifference(transaction, community).map(Difference::inWords);
        }
        return new Result(chain.head(), fault);
    }

    private static void print(List<Result> results, boolean json) {
        if (json) {
            List<Map<String, Object>> all = new ArrayList<>();
            for (Result result : results) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("community", result.head().community().toString());
                one.put("position", result.head().position());
                one.put("digest", result.head().digest());
                one.put("holds", result.fault().isEmpty());
                one.put("fault", result.fault().map(Label::toString).orElse(""));
                all.add(one);
            }
            System.out.println(JsonMapper.shared().writeValueAsString(all));
            return;
        }
        for (Result result : results) {
            System.out.println(result.head().toJson());
            System.out.println("  "
                    + result.fault()
                            .map(f -> new Label("不符:" + f.zh(), "does not hold: " + f.en()))
                            .orElse(new Label("链条完整,与表相符", "the chain holds and agrees with the tables")));
        }
        System.out.println(
                new Label("把上面的行另存一处,以后用 --head 对照。", "Keep these lines elsewhere; --head compares with them later."));
    }
}
