package io.liren.app;

import io.liren.backup.Archive;
import io.liren.backup.Readable;
import io.liren.calendar.SystemToday;
import io.liren.calendar.Today;
import io.liren.sql.Scope;
import io.liren.wording.Label;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** Writes everything in open formats, to be read without Liren: once a year, and when one leaves. */
final class ExportCommand implements Command {
    @Override
    public String name() {
        return "export";
    }

    @Override
    public Label summary() {
        return new Label(
                "全部内容导出成通用格式(csv、Markdown),不用里仁也能读", "write everything in open formats, to be read without Liren");
    }

    @Override
    public List<Option> options() {
        return List.of(Option.HOME, Option.DATABASE, Option.TODAY, Option.JSON);
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
        Path home = arguments.home("run");
        BackupCommand.requireHome(home);
        Progress progress = Progress.console();
        Path rulebooks = Places.source().orElse(Path.of("")).resolve("rulebooks");
        try (Connections connections =
                Connections.open(home, Places.cache(), arguments.text(Option.DATABASE), progress)) {
            Engine engine = Engine.open(connections, home, rulebooks, RunCommand.today(arguments), progress);
            Readable.Written written =
                    progress.step(new Label("写文件", "writing the file"), () -> write(engine, rulebooks, file));
            if (arguments.has(Option.JSON)) {
                System.out.println(JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "file", file.toString(),
                                "registers", written.registers(),
                                "rows", written.rows(),
                                "attachments", written.files())));
            } else {
                System.out.println(new Label(
                        "已导出到 " + file + ":" + written.registers() + " 本登记簿,共 " + written.rows() + " 行,附件 "
                                + written.files() + " 个。里面有居民的个人信息,请妥善保管。",
                        "exported to " + file + ": " + written.registers() + " registers, " + written.rows() + " rows, "
                                + written.files() + " files. It holds personal data: keep it safe."));
            }
        }
        return OK;
    }

    /** Writes beside the file and renames: one with the final name is always whole. Only its owner may read it. */
    static Readable.Written write(Engine engine, Path rulebooks, Path file) {
        Instant at = new SystemToday(Today.SHANGHAI).now();
        Path folder = Objects.requireNonNull(file.getParent(), "an absolute path has a folder");
        Path aside = folder.resolve(file.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(aside);
            Files.createFile(aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Readable.Written written = engine.owner().inTransaction(Scope.platform(), transaction -> {
                Archive.freeze(transaction);
                try (OutputStream out = Files.newOutputStream(aside)) {
                    return Readable.write(
                            transaction, engine.records().registers().all(), rulebooks, at, out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } catch (IOException e) {
            throw DiskSpace.explain(e, file);
        } catch (UncheckedIOException e) {
            throw DiskSpace.explain(e.getCause(), file);
        }
    }
}
