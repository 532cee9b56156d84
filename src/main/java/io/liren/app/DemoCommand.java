package io.liren.app;

import io.liren.access.Accounts;
import io.liren.access.Areas;
import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.derivation.Occurrence;
import io.liren.derivation.State;
import io.liren.rulebook.Rulebook;
import io.liren.schema.Ids;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

/** Opens an invented community to look at and play with. */
final class DemoCommand implements Command {
    @Override
    public String name() {
        return "demo";
    }

    @Override
    public Label summary() {
        return new Label("打开一个虚构的社区", "open an invented community");
    }

    @Override
    public List<Option> options() {
        return List.of(Option.HOME, Option.PORT, Option.DATABASE, Option.TODAY);
    }

    @Override
    public Operands operands() {
        return Operands.NONE;
    }

    @Override
    public int run(Arguments arguments) {
        return RunCommand.serve(arguments, "demo", RunCommand.PORT, (engine, home) -> prepare(engine));
    }

    static List<String> prepare(Engine engine) {
        DemoDescription description = DemoDescription.read();
        if (!engine.accounts().hasAnyone()) {
            Progress.console().step(new Label("造一个虚构的社区", "inventing the community"), () -> fill(engine, description));
        }
        List<UUID> communities = engine.communities();
        Progress.console().step(new Label("推导任务", "deriving duties"), () -> {
            engine.derivations().derive(communities);
            return communities.size();
        });
        return lines(engine, description, communities.getFirst());
    }

    /** Makes the areas, the records and the accounts; returns how many records. */
    static int fill(Engine engine, DemoDescription description) {
        UUID community = engine.owner().inTransaction(Scope.platform(), transaction -> {
            UUID above = Areas.topmost(transaction, Ids.fresh(engine.today().now()));
            for (Map<String, Object> area : description.areas()) {
                Label name = Label.parse(String.valueOf(area.get("name")));
                UUID id = Ids.fresh(engine.today().now());
                Areas.make(transaction, id, Optional.of(above), String.valueOf(area.get("kind")), name.zh(), name.en());
                above = id;
            }
            return above;
        });
        Viewer maker =
                new Viewer(new UUID(0, 1), "示例", community, everyPost(engine.edition()), Language.ZH, Optional.empty());
        int count =
                new DemoMaker(engine.facts(), engine.records().registers(), engine.today(), description).make(maker);
        engine.owner().inTransaction(Scope.platform(), transaction -> transaction.update(Sql.of("analyze")));
        String hash = PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(description.password());
        engine.owner().inTransaction(Scope.platform(), transaction -> {
            for (Map<String, Object> account : description.accounts()) {
                UUID user = Ids.fresh(engine.today().now());
                Accounts.create(
                        transaction,
                        user,
                        String.valueOf(account.get("login")),
                        String.valueOf(account.get("name")),
                        hash,
                        false);
                for (Object post : (List<?>) account.getOrDefault("posts", List.of())) {
                    Accounts.give(transaction, user, community, String.valueOf(post));
                }
            }
            return true;
        });
        return count;
    }

    static Set<String> everyPost(Edition edition) {
        Set<String> posts = new HashSet<>();
        for (Rulebook rulebook : edition.rulebooks()) {
            rulebook.posts().keySet().forEach(p -> posts.add(rulebook.id() + "." + p));
        }
        return posts;
    }

    private static List<String> lines(Engine engine, DemoDescription description, UUID community) {
        List<String> lines = new ArrayList<>();
        lines.add(new Label("账号(密码都是 ", "accounts (the password of each is ")
                .plus(Label.same(description.password() + ")"))
                .toString());
        for (Map<String, Object> account : description.accounts()) {
            lines.add("  " + account.get("login") + "  " + account.get("name") + "  "
                    + String.join(
                            "、",
                            ((List<?>) account.getOrDefault("posts", List.of()))
                                    .stream()
                                            .map(String::valueOf)
                                            .map(p -> p.contains(".")
                                                    ? engine.edition()
                                                            .names()
                                                            .postLabel(p)
                                                            .zh()
                                                    : p)
                                            .toList()));
        }
        Viewer viewer = new Viewer(new UUID(0, 1), "示例", community, Set.of(), Language.ZH, Optional.empty());
        for (Rulebook rulebook : engine.edition().rulebooks()) {
            List<Occurrence> all = engine.derivations()
                    .occurrences(
                            viewer,
                            engine.edition().derivations().stream()
                                    .filter(d -> d.id().startsWith(rulebook.id() + "."))
                                    .toList());
            lines.add(rulebook.id() + ": " + rulebook.clauses().size() + " clauses, "
                    + all.stream().filter(o -> o.state() == State.OPEN).count() + " duties due, "
                    + all.stream().filter(o -> o.state() == State.OVERDUE).count() + " overdue");
        }
        return lines;
    }
}
