package io.liren.app;

import io.liren.backup.Archive;
import io.liren.backup.Passphrase;
import io.liren.calendar.SystemToday;
import io.liren.calendar.Today;
import io.liren.sql.Scope;
import io.liren.wording.Label;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Writes everything into one file, while Liren runs or not. */
final class BackupCommand implements Command {
    @Override
    public String name() {
        return "backup";
    }

    @Override
    public Label summary() {
        return new Label("备份到一个文件(运行中也可以)", "write everything into one file, also while Liren runs");
    }

    @Override
    public List<Option> options() {
        return List.of(Option.HOME, Option.DATABASE, Option.PASSPHRASE, Option.JSON);
    }

    @Override
    public Operands operands() {
        return Operands.required("FILE");
    }

    @Override
    public int run(Arguments arguments) throws IOException {
        Path file = Path.of(arguments.operands().getFirst()).toAbsolutePath();
        if (Files.exists(file)) {
            throw new WrongArguments(new Label(file + " 已存在,请换一个文件名", file + " exists; name another file"));
        }
        Optional<char[]> passphrase = passphrase(arguments);
        Path home = arguments.home("run");
        requireHome(home);
        Progress progress = Progress.console();
        try (Connections connections =
                Connections.open(home, Places.cache(), arguments.text(Option.DATABASE), progress)) {
            Archive.Written written = progress.step(
                    new Label("写备份", "writing the backup"), () -> write(connections, home, file, passphrase));
            print(file, written, passphrase.isPresent(), arguments.has(Option.JSON));
        }
        return OK;
    }

    /** A home that was never used has nothing to be backed up: a mistyped one is told. */
    static void requireHome(Path home) {
        if (!Files.exists(home.resolve(Engine.MASTER_SECRET))) {
            throw new WrongArguments(new Label(
                    home + " 里没有里仁的数据;用 --home 指定数据目录", home + " holds no data of Liren; name the folder with --home"));
        }
    }

    static Optional<char[]> passphrase(Arguments arguments) throws IOException {
        Optional<Path> file = arguments.path(Option.PASSPHRASE);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (!Files.isReadable(file.get())) {
            throw new WrongArguments(
                    new Label("读不到口令文件 " + file.get(), "can't read the passphrase file " + file.get()));
        }
        String text = Files.readString(file.get()).strip();
        if (text.length() < 8) {
            throw new WrongArguments(new Label("口令至少 8 个字", "a passphrase has at least 8 characters"));
        }
        return Optional.of(text.toCharArray());
    }

    /** Writes beside the file and renames: one with the final name is always whole. Only its owner may read it. */
    static Archive.Written write(Connections connections, Path home, Path file, Optional<char[]> passphrase) {
        Path folder = Objects.requireNonNull(file.getParent(), "an absolute path has a folder");
        Path aside = folder.resolve(file.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(aside);
            Files.createFile(aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Archive.Written written;
            try (OutputStream out = Files.newOutputStream(aside)) {
                written = passphrase.isPresent()
                        ? Passphrase.seal(out, passphrase.get(), plain -> contents(connections, home, plain))
                        : contents(connections, home, out);
            }
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } catch (IOException e) {
            throw DiskSpace.explain(e, file);
        }
    }

    private static Archive.Written contents(Connections connections, Path home, OutputStream out) throws IOException {
        Instant at = new SystemToday(Today.SHANGHAI).now();
        Path rulebooks = Places.source().orElse(Path.of("")).resolve("rulebooks");
        String secret = Folders.secret(home.resolve(Engine.MASTER_SECRET));
        try {
            return connections.ownerDatabase().inTransaction(Scope.platform(), transaction -> {
                Archive.freeze(transaction);
                try {
                    return Archive.write(transaction, rulebooks, secret, at, out);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void print(Path file, Archive.Written written, boolean sealed, boolean json) throws IOException {
        if (json) {
            Map<String, Object> told = new LinkedHashMap<>();
            told.put("file", file.toString());
            told.put("bytes", Files.size(file));
            told.put("tables", written.tables());
            told.put("rows", written.rows());
            told.put("sealed", sealed);
            System.out.println(JsonMapper.shared().writeValueAsString(told));
            return;
        }
        System.out.println(new Label(
                "已备份到 " + file + ":" + written.tables() + " 张表,共 " + written.rows() + " 行"
                        + (sealed ? ",已加密。" : "。没有加密,里面有居民的个人信息,请妥善保管。"),
                "backed up to " + file + ": " + written.tables() + " tables, " + written.rows() + " rows"
                        + (sealed ? ", sealed." : ". It is not sealed and holds personal data: keep it safe.")));
    }
}
