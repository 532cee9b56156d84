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
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

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
        Map<String, Object> description = description();
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

    static Map<String, Object> description() {
        Path file = Places.source().orElse(Path.of("")).resolve("demo").resolve("community.yaml");
        try (Reader reader = Files.newBufferedReader(file)) {
            LoaderOptions options = new LoaderOptions();
            DumperOptions dumping = new DumperOptions();
            return new Yaml(new SafeConstructor(options), new Representer(dumping), dumping, options, new PlainWords())
                    .load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A field may be called {@code on}: only numbers and true and false are more than words here. */
    private static final class PlainWords extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("^(?:true|false)$"), "tf");
            addImplicitResolver(Tag.INT, Pattern.compile("^-?(?:0|[1-9][0-9]*)$"), "-0123456789");
            addImplicitResolver(Tag.FLOAT, Pattern.compile("^-?[0-9]+\\.[0-9]+$"), "-0123456789");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> description, String name) {
        return (List<Map<String, Object>>) description.getOrDefault(name, List.of());
    }

    /** Makes the areas, the records and the accounts; returns how many records. */
    static int fill(Engine engine, Map<String, Object> description) {
        UUID community = engine.owner().inTransaction(Scope.platform(), transaction -> {
            UUID above = Areas.topmost(transaction, Ids.fresh(engine.today().now()));
            for (Map<String, Object> area : list(description, "areas")) {
                Label name = Label.parse(String.valueOf(area.get("name")));
                UUID id = Ids.fresh(engine.today().now());
                Areas.make(transaction, id, Optional.of(above), String.valueOf(area.get("kind")), name.zh(), name.en());
                above = id;
            }
            return above;
        });
        Viewer maker =
                new Viewer(new UUID(0, 1), "示例", community, everyPost(engine.edition()), Language.ZH, Optional.empty());
        int count = new DemoMaker(engine.facts(), engine.records().registers(), engine.today(), description)
                .make(maker, list(description, "make"));
        engine.owner().inTransaction(Scope.platform(), transaction -> transaction.update(Sql.of("analyze")));
        String hash = PasswordEncoderFactories.createDelegatingPasswordEncoder()
                .encode(String.valueOf(description.get("password")));
        engine.owner().inTransaction(Scope.platform(), transaction -> {
            for (Map<String, Object> account : list(description, "accounts")) {
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

    private static Set<String> everyPost(Edition edition) {
        Set<String> posts = new HashSet<>();
        for (Rulebook rulebook : edition.rulebooks()) {
            rulebook.posts().keySet().forEach(p -> posts.add(rulebook.id() + "." + p));
        }
        return posts;
    }

    private static List<String> lines(Engine engine, Map<String, Object> description, UUID community) {
        List<String> lines = new ArrayList<>();
        lines.add(new Label("账号(密码都是 ", "accounts (the password of each is ")
                .plus(Label.same(description.get("password") + ")"))
                .toString());
        for (Map<String, Object> account : list(description, "accounts")) {
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
