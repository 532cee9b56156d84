package io.liren.app;

import io.liren.access.Areas;
import io.liren.access.Staff;
import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.derivation.State;
import io.liren.register.Facts;
import io.liren.rulebook.Rulebook;
import io.liren.schema.Ids;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.web.frame.Words;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            engine.derivations().deriveLacking(communities);
            return communities.size();
        });
        return lines(engine, description, communities.getFirst());
    }

    /** Makes the areas, the records, the accounts and the closed reports; returns how many records. */
    static int fill(Engine engine, DemoDescription description) {
        Map<String, UUID> areas = new LinkedHashMap<>();
        UUID community = engine.owner().inTransaction(Scope.platform(), transaction -> {
            UUID above = Areas.topmost(transaction, Ids.fresh(engine.today().now()));
            for (Map<String, Object> area : description.areas()) {
                String kind = String.valueOf(area.get("kind"));
                above = area(engine, transaction, above, kind, String.valueOf(area.get("name")));
                areas.put(kind, above);
            }
            return above;
        });
        String hash = PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(description.password());
        Map<String, Viewer> staff = engine.owner().inTransaction(Scope.platform(), transaction -> {
            Map<String, Viewer> all = new LinkedHashMap<>();
            for (Map<String, Object> account : description.accounts()) {
                String login = String.valueOf(account.get("login"));
                UUID area = areas.getOrDefault(String.valueOf(account.getOrDefault("area", "community")), community);
                all.put(login, account(engine, transaction, login, account, hash, area));
            }
            return all;
        });
        int count = make(engine, description, community, description.parts().keySet(), Map.of(), 0, staff);
        DemoClosings closings = new DemoClosings(engine, description);
        new DemoSamples(engine, description).draw(description.parts().keySet(), staff);
        closings.close(description.parts().keySet(), staff);
        for (DemoDescription.Neighbour neighbour : description.neighbours()) {
            count += neighbour(engine, description, neighbour, areas, hash, closings);
        }
        engine.owner().inTransaction(Scope.platform(), transaction -> transaction.update(Sql.of("analyze")));
        engine.derivations().derive(engine.communities());
        return count;
    }

    private static int neighbour(
            Engine engine,
            DemoDescription description,
            DemoDescription.Neighbour neighbour,
            Map<String, UUID> areas,
            String hash,
            DemoClosings closings) {
        int nth = engine.communities().size();
        UUID community = engine.owner()
                .inTransaction(
                        Scope.platform(),
                        t -> area(
                                engine,
                                t,
                                Objects.requireNonNull(areas.get("street"), "neighbours need a street"),
                                "community",
                                neighbour.name()));
        Map<String, Viewer> staff = engine.owner().inTransaction(Scope.platform(), transaction -> {
            Map<String, Viewer> all = new LinkedHashMap<>();
            for (Map<String, Object> person : neighbour.people()) {
                String login = String.valueOf(person.get("login"));
                all.put(String.valueOf(person.get("as")), account(engine, transaction, login, person, hash, community));
            }
            return all;
        });
        int count = make(engine, description, community, neighbour.parts(), neighbour.ranges(), nth, staff);
        closings.close(neighbour.parts(), staff);
        return count;
    }

    private static UUID area(Engine engine, Transaction transaction, UUID above, String kind, String written) {
        Label name = Label.parse(written);
        UUID id = Ids.fresh(engine.today().now());
        Areas.make(transaction, id, Optional.of(above), kind, name.zh(), name.en());
        return id;
    }

    private static int make(
            Engine engine,
            DemoDescription description,
            UUID community,
            Collection<String> parts,
            Map<String, String> ranges,
            int nth,
            Map<String, Viewer> staff) {
        Set<String> posts = everyPost(engine.edition());
        Viewer first = staff.containsKey("clerk")
                ? Objects.requireNonNull(staff.get("clerk"))
                : staff.values().iterator().next();
        Viewer anyone = new Viewer(first.user(), first.name(), community, posts, Language.ZH, Optional.empty());
        // Nobody waits for what follows from a single entry here: it is derived once, when all are in.
        Facts facts = new Facts(engine.database(), engine.edition(), engine.today(), engine.journal(), engine.keys());
        int count = new DemoMaker(facts, engine.records().registers(), engine.today(), description, ranges, staff)
                .make(anyone, parts, nth);
        engine.owner().inTransaction(Scope.platform(), transaction -> transaction.update(Sql.of("analyze")));
        return count;
    }

    private static Viewer account(
            Engine engine, Transaction transaction, String login, Map<String, Object> account, String hash, UUID area) {
        UUID user = Ids.fresh(engine.today().now());
        String name = String.valueOf(account.get("name"));
        Set<String> posts = new LinkedHashSet<>();
        ((List<?>) account.getOrDefault("posts", List.of())).forEach(post -> posts.add(String.valueOf(post)));
        Staff.found(
                transaction,
                engine.journal(),
                new UUID(0, 1),
                engine.today().now(),
                area,
                user,
                login,
                name,
                hash,
                posts);
        return new Viewer(user, name, area, posts, Language.ZH, Optional.empty());
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
                                                    : Words.in(Language.ZH).say("post." + p))
                                            .toList()));
        }
        Viewer viewer = new Viewer(new UUID(0, 1), "示例", community, Set.of(), Language.ZH, Optional.empty());
        Map<String, Map<State, Long>> tally = engine.derivations().tally(viewer);
        for (Rulebook rulebook : engine.edition().rulebooks()) {
            lines.add(rulebook.id() + ": " + rulebook.clauses().size() + " clauses, "
                    + count(tally, rulebook, State.OPEN) + " duties due, "
                    + count(tally, rulebook, State.OVERDUE) + " overdue");
        }
        return lines;
    }

    private static long count(Map<String, Map<State, Long>> tally, Rulebook rulebook, State state) {
        return tally.entrySet().stream()
                .filter(duty -> duty.getKey().startsWith(rulebook.id() + "."))
                .mapToLong(duty -> duty.getValue().getOrDefault(state, 0L))
                .sum();
    }
}
