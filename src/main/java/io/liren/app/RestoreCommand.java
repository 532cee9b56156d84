package io.liren.app;

import io.liren.access.Areas;
import io.liren.access.Viewer;
import io.liren.backup.BadArchive;
import io.liren.backup.OpenArchive;
import io.liren.backup.Passphrase;
import io.liren.calendar.SystemToday;
import io.liren.calendar.Today;
import io.liren.journal.Canonical;
import io.liren.journal.Chain;
import io.liren.journal.Difference;
import io.liren.journal.Head;
import io.liren.journal.Keys;
import io.liren.register.Outcome;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import io.liren.wording.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts a backup in the place of what is there. What was loaded is verified (chain, and replay against the tables) before it
 * counts; if anything is wrong, all stays as it was. Erasures made after the backup are made again, so that a backup does
 * not bring back what a person had erased.
 */
final class RestoreCommand implements Command {
    private static final String ASIDE = "liren_restoring";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public Label summary() {
        return new Label("从备份恢复(核对后才生效)", "put a backup in place, once it has been verified");
    }

    @Override
    public List<Option> options() {
        return List.of(Option.HOME, Option.DATABASE, Option.PASSPHRASE, Option.REPLACE, Option.JSON);
    }

    @Override
    public Operands operands() {
        return Operands.required("FILE");
    }

    /** What was erased: the entry of an erasure says whose. */
    private record Erasure(UUID community, String register, UUID record, Set<String> fields) {}

    private record Restored(long rows, List<Head> heads, int erasedAgain) {}

    @Override
    public int run(Arguments arguments) throws IOException {
        Path file = Path.of(arguments.operands().getFirst()).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw new WrongArguments(new Label("读不到文件 " + file, "can't read the file " + file));
        }
        Path home = arguments.home("run");
        Files.createDirectories(home);
        Path work = Files.createTempDirectory(home, "restore");
        try (OpenArchive archive = open(file, BackupCommand.passphrase(arguments), work)) {
            Path rulebooks = work.resolve("rulebooks");
            archive.unpackRulebooks(rulebooks);
            Restored restored = restore(arguments, home, archive, rulebooks);
            print(archive, restored, arguments.has(Option.JSON));
            return OK;
        } catch (BadArchive e) {
            System.err.println("里仁 Liren: " + e.says());
            return FAILED;
        } finally {
            Folders.delete(work);
        }
    }

    private static OpenArchive open(Path file, Optional<char[]> passphrase, Path work) throws IOException {
        if (!Passphrase.isSealed(file)) {
            return OpenArchive.open(file);
        }
        if (passphrase.isEmpty()) {
            throw new WrongArguments(new Label(
                    "备份是加密的,用 --passphrase 给出口令文件",
                    "the backup is sealed; name the passphrase file with --passphrase"));
        }
        Path plain = work.resolve("opened.zip");
        Passphrase.open(file, passphrase.get(), plain);
        return OpenArchive.open(plain);
    }

    private static Restored restore(Arguments arguments, Path home, OpenArchive archive, Path rulebooks)
            throws IOException {
        Progress progress = Progress.console();
        try (Connections present = Connections.open(home, Places.cache(), arguments.text(Option.DATABASE), progress)) {
            boolean used = isUsed(present);
            if (used && !arguments.has(Option.REPLACE)) {
                throw new WrongArguments(new Label(
                        "这里已有数据。要用备份替换它,加上 --replace(会先自动备份现有内容)",
                        "there are data here already; to replace them add --replace (they are backed up first)"));
            }
            Set<Erasure> erased = used ? erasures(present) : Set.of();
            if (used) {
                Path safe = home.resolve("backups")
                        .resolve("before-restore-"
                                + STAMP.withZone(ZoneId.of("Asia/Shanghai"))
                                        .format(new SystemToday(Today.SHANGHAI).now())
                                + ".zip");
                progress.step(
                        new Label("先备份现有内容", "backing up what is there"),
                        () -> BackupCommand.write(present, home, safe, Optional.empty()));
                progress.line(new Label("现有内容已备份到 " + safe, "what was there is backed up to " + safe));
            }
            if (present.isEmbedded() && !present.isShared()) {
                Restored restored;
                try (Connections aside = present.beside(ASIDE, home)) {
                    Engine engine = engine(aside, home, rulebooks, progress);
                    restored = load(engine, archive, erased, progress);
                }
                present.replaceBy(ASIDE);
                return restored;
            }
            // Others are at work in this database: everything changes in one transaction, or nothing.
            Path laid = used ? Places.source().orElse(Path.of("")).resolve("rulebooks") : rulebooks;
            return load(engine(present, home, laid, progress), archive, erased, progress);
        }
    }

    private static Engine engine(Connections connections, Path home, Path rulebooks, Progress progress) {
        return Engine.open(connections, home, rulebooks, new SystemToday(Today.SHANGHAI), progress);
    }

    private static boolean isUsed(Connections connections) {
        return connections
                .ownerDatabase()
                .inTransaction(
                        Scope.platform(),
                        t -> t.any(Sql.of("select 1 where to_regclass('public.community') is not null"))
                                && !Areas.communities(t).isEmpty());
    }

    private static Set<Erasure> erasures(Connections connections) {
        return connections
                .ownerDatabase()
                .inTransaction(
                        Scope.platform(),
                        transaction -> new LinkedHashSet<>(transaction.rows(
                                Sql.of(
                                        "select community_id, register, record, content from journal where kind = 'ERASE'"),
                                row -> new Erasure(
                                        row.uuid("community_id"),
                                        row.text("register"),
                                        row.uuid("record"),
                                        emptied(row.text("content"))))));
    }

    /** The fields that an erasure emptied. */
    private static Set<String> emptied(String content) {
        return Canonical.read(content).get("after") instanceof Map<?, ?> after
                ? after.keySet().stream().map(String::valueOf).collect(Collectors.toSet())
                : Set.of();
    }

    private static Restored load(Engine engine, OpenArchive archive, Set<Erasure> erased, Progress progress)
            throws IOException {
        Keys theirs = new Keys(Engine.masterKey(archive.secret()));
        long rows = progress.step(
                new Label("装入并核对", "loading and verifying"),
                () -> engine.owner().inTransaction(Scope.platform(), transaction -> {
                    Optional<String> misfit = archive.misfit(transaction);
                    if (misfit.isPresent()) {
                        throw new BadArchive(new Label(
                                "备份有 " + misfit.get() + ",现在的制度没有。先停止里仁,再恢复",
                                "the backup has " + misfit.get()
                                        + ", which the present rulebooks have not: stop Liren first, then restore"));
                    }
                    long loaded = loaded(archive, transaction);
                    for (UUID community : Areas.communities(transaction)) {
                        engine.keys().adopt(transaction, community, theirs);
                        verify(engine, transaction, community);
                    }
                    return loaded;
                }));
        int again = erase(engine, erased);
        List<UUID> communities = engine.communities();
        progress.step(
                new Label("推导任务", "deriving duties"), () -> engine.derivations().derive(communities));
        List<Head> heads = new ArrayList<>();
        for (UUID community : communities) {
            heads.add(engine.owner().inTransaction(Scope.of(community), t -> Chain.head(t, community)));
        }
        return new Restored(rows, heads, again);
    }

    private static long loaded(OpenArchive archive, Transaction transaction) {
        try {
            return archive.load(transaction);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void verify(Engine engine, Transaction transaction, UUID community) {
        Optional<Label> fault = Chain.verify(transaction, community).broken().map(Chain.Break::what);
        if (fault.isEmpty()) {
            fault = engine.replays().firstDifference(transaction, community).map(Difference::inWords);
        }
        if (fault.isPresent()) {
            throw new BadArchive(new Label(
                    "备份的流水核对不上,没有恢复:" + fault.get().zh(),
                    "the backup's journal does not verify, nothing was restored: "
                            + fault.get().en()));
        }
    }

    private static int erase(Engine engine, Set<Erasure> erased) {
        int again = 0;
        for (Erasure erasure : erased) {
            boolean known = engine.owner()
                    .inTransaction(
                            Scope.platform(),
                            t -> t.any(Sql.of("""
                                            select 1 from journal
                                             where kind = 'ERASE' and community_id = {community} and register = {register}
                                               and record = {record}""")
                                    .value("community", erasure.community())
                                    .value("register", erasure.register())
                                    .value("record", erasure.record())));
            if (known) {
                continue;
            }
            Viewer viewer = new Viewer(
                    new UUID(0, 1),
                    "restore",
                    erasure.community(),
                    DemoCommand.everyPost(engine.edition()),
                    Language.ZH,
                    Optional.empty());
            Outcome outcome = engine.facts()
                    .eraseAgain(
                            viewer,
                            erasure.register(),
                            erasure.record(),
                            erasure.fields(),
                            "恢复备份后重新执行此前的删除 | erased before, again after a restore");
            if (outcome instanceof Outcome.Entered) {
                again++;
            }
        }
        return again;
    }

    private static void print(OpenArchive archive, Restored restored, boolean json) {
        if (json) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("made_at", archive.madeAt().toString());
            told.put("rows", restored.rows());
            told.put("erased_again", restored.erasedAgain());
            told.put(
                    "heads",
                    restored.heads().stream()
                            .map(h -> Map.of(
                                    "community", h.community().toString(),
                                    "position", h.position(),
                                    "digest", h.digest()))
                            .toList());
            System.out.println(JsonMapper.shared().writeValueAsString(told));
            return;
        }
        System.out.println(new Label(
                "已恢复 " + archive.madeAt() + " 的备份:" + restored.rows() + " 行,流水核对无误。",
                "restored the backup of " + archive.madeAt() + ": " + restored.rows()
                        + " rows, the journal verifies."));
        if (restored.erasedAgain() > 0) {
            System.out.println(new Label(
                    "备份之后删除过的个人信息已再次删除:" + restored.erasedAgain() + " 处。",
                    "what persons had erased since the backup was erased again: " + restored.erasedAgain() + "."));
        }
        restored.heads().forEach(head -> System.out.println(head.toJson()));
    }
}
