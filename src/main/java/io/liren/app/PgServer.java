package io.liren.app;

import io.liren.wording.Label;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL in a home of its own: made on the first start, started as our child, stopped with us. It listens on
 * the loopback only, asks for passwords, and syncs to disk. It outlives nothing: killed with or without us, the next
 * start recovers.
 */
public final class PgServer implements AutoCloseable {
    static final String OWNER = "liren_owner";
    private static final long NEEDED_BYTES = 300L << 20;
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration REVIVAL_PAUSE = Duration.ofSeconds(1);
    /** What goes wrong later is told, whoever asked for silence at the start. */
    private static final Progress PROBLEMS = Progress.console();

    private final Path home;
    private final PgCommands commands;
    private final Progress progress;
    private final Map<String, String> settings;
    private final String password;
    private volatile int port;
    private volatile boolean closing;
    private @Nullable PgProcess process;
    /** The server that was ready; if this one ends, that is nobody's wish but ours. */
    private volatile @Nullable PgProcess launched;

    private @Nullable FileChannel lockFile;

    private PgServer(Path home, PgCommands commands, Progress progress, Map<String, String> settings, String password) {
        this.home = home;
        this.commands = commands;
        this.progress = progress;
        this.settings = settings;
        this.password = password;
    }

    /**
     * Starts the database of a home; makes it if the home is empty. If another Liren of this machine already runs this
     * home, its database is used and left running.
     *
     * @throws StartFailure saying what is wrong with the machine or the home
     */
    public static PgServer start(Path home, Path cache, Progress progress) {
        return start(home, cache, progress, Map.of());
    }

    static PgServer start(Path home, Path cache, Progress progress, Map<String, String> settings) {
        try {
            Path place = home.toAbsolutePath().normalize();
            Files.createDirectories(place);
            FileChannel lockFile =
                    FileChannel.open(place.resolve("liren.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(lockFile);
            PgCommands commands = PgCommands.of(PgBinaries.in(cache, progress));
            String password = Folders.secret(place.resolve("owner.password"));
            PgServer server = new PgServer(place, commands, progress, settings, password);
            if (lock == null) {
                lockFile.close();
                server.attach();
                return server;
            }
            server.lockFile = lockFile;
            try {
                server.startOwn();
            } catch (RuntimeException | Error e) {
                server.close();
                throw e;
            }
            return server;
        } catch (IOException e) {
            throw DiskSpace.explain(e, home);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (java.nio.channels.OverlappingFileLockException e) {
            return null; // this very process holds it
        }
    }

    /** Where it listens, on the loopback. */
    public int port() {
        return port;
    }

    /** The JDBC address of one of its databases. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The password of the owner, who may do everything; for migrations only. */
    String ownerPassword() {
        return password;
    }

    /** Whether this process started it; otherwise it belongs to another one. */
    public boolean isOurs() {
        return process != null;
    }

    private Path data() {
        return home.resolve("pgdata");
    }

    private void startOwn() throws IOException {
        DiskSpace.require(home, NEEDED_BYTES);
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            progress.step(new Label("建立数据库", "making the database"), this::make);
        }
        checkVersion();
        stopOrphan();
        progress.step(new Label("启动数据库", "starting the database"), this::launch);
    }

    /** Makes the data folder aside and renames it: one with the final name is always complete. */
    private void make() {
        try {
            Path aside = home.resolve("pgdata.init");
            Folders.delete(aside);
            String locale = System.getProperty("os.name", "").startsWith("Mac") ? "C" : "C.UTF-8";
            commands.run(
                    "initdb",
                    List.of(
                            "-D",
                            aside.toString(),
                            "-U",
                            OWNER,
                            "-A",
                            "scram-sha-256",
                            "--pwfile=" + home.resolve("owner.password"),
                            "-E",
                            "UTF8",
                            "--locale=" + locale,
                            "--locale-provider=icu",
                            "--icu-locale=zh-CN", // names in pinyin order
                            "--data-checksums",
                            "--no-instructions"),
                    home);
            Files.move(aside, data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw DiskSpace.explain(e, home);
        }
    }

    private void checkVersion() throws IOException {
        String found = Files.readString(data().resolve("PG_VERSION")).strip();
        String expected = PgBinaries.VERSION.substring(0, PgBinaries.VERSION.indexOf('.'));
        if (!found.equals(expected)) {
            throw new StartFailure(new Label(
                    data() + " 由 PostgreSQL " + found + " 建立,本程序附带 " + expected + "。请用原来的版本导出,再导入新的目录。",
                    data() + " was made by PostgreSQL " + found + "; this program brings " + expected
                            + ". Export with the old version and import into a new home."));
        }
    }

    /** A database that has lost its Liren is asked to stop; a pid file that nobody stands behind is taken away. */
    private void stopOrphan() throws IOException {
        Optional<PidFile> left = PidFile.of(data());
        if (left.isEmpty()) {
            return;
        }
        if (left.get().isAlive()) {
            progress.step(
                    new Label("停止上次留下的数据库", "stopping the database left by the last run"),
                    () -> commands.run(
                            "pg_ctl", List.of("stop", "-D", data().toString(), "-m", "fast", "-w", "-t", "60"), home));
        } else {
            // We hold the home's lock and no postgres of this folder lives: the number is somebody else's by now.
            Files.deleteIfExists(data().resolve("postmaster.pid"));
        }
    }

    private void launch() {
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            String log = tryLaunch();
            if (log.isEmpty()) {
                return;
            }
            if (DiskSpace.saysFull(log)) {
                throw DiskSpace.full(home);
            }
            if (attempt == 3 || !log.contains("could not bind")) {
                throw new StartFailure(new Label(
                        "数据库没有启动,日志 " + logFile() + " 的结尾:\n" + log,
                        "the database did not start; the end of " + logFile() + " above"));
            }
        }
    }

    /** Starts the server; an empty text if it is ready, otherwise the end of its log. */
    private String tryLaunch() {
        List<String> arguments = new ArrayList<>(List.of("-D", data().toString()));
        Map<String, String> all = new java.util.LinkedHashMap<>();
        all.put("listen_addresses", "127.0.0.1");
        all.put("port", Integer.toString(port));
        all.put("unix_socket_directories", "");
        all.put("max_connections", "60");
        all.put("shared_buffers", "128MB");
        all.put("work_mem", "32MB");
        all.put("maintenance_work_mem", "128MB");
        all.put("max_wal_size", "2GB");
        all.put("random_page_cost", "1.1");
        all.put("jit", "off"); // the statements are short and many
        all.put("timezone", "UTC");
        all.put("log_timezone", "UTC");
        all.put("lc_messages", "C");
        all.putAll(settings);
        all.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        try {
            long before = startLog();
            PgProcess started = PgProcess.fork(
                    commands.server(arguments)
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(logFile().toFile())),
                    this::ended);
            process = started;
            long end = System.nanoTime() + START.toNanos();
            while (System.nanoTime() < end && started.isAlive()) {
                Optional<PidFile> file = PidFile.of(data());
                if (file.isPresent()
                        && file.get().pid() == started.pid()
                        && file.get().ready()) {
                    launched = started;
                    return "";
                }
                Thread.sleep(20);
            }
            process = null;
            started.stop();
            return endOfLog(before);
        } catch (IOException e) {
            throw DiskSpace.explain(e, home);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(new Label("启动被中断", "the start was interrupted"), e);
        }
    }

    private void ended(PgProcess child, int code) {
        try {
            if (child == launched && !closing) {
                revive(code);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The server has ended by itself: starts it again where it was, as often as it takes, and says so. */
    private void revive(int code) throws InterruptedException {
        Thread.sleep(REVIVAL_PAUSE); // we may be ending, too
        if (closing) {
            return;
        }
        PROBLEMS.line(new Label(
                "数据库意外停止(" + code + "),正在重新启动;日志:" + logFile(),
                "the database stopped by itself (" + code + "), starting it again; log: " + logFile()));
        String said = "";
        while (!closing) {
            Thread.sleep(REVIVAL_PAUSE);
            String now;
            try {
                DiskSpace.require(home, DiskSpace.TIGHT_BYTES);
                now = again();
            } catch (StartFailure e) {
                now = e.says().toString();
            } catch (IOException e) {
                now = DiskSpace.explain(e, home).says().toString();
            }
            if (now.isEmpty()) {
                PROBLEMS.line(new Label("数据库已恢复运行", "the database runs again"));
                return;
            }
            if (!now.equals(said)) {
                PROBLEMS.line(Label.same(now));
                said = now;
            }
        }
    }

    private synchronized String again() throws IOException {
        if (closing) {
            return "";
        }
        stopOrphan();
        return tryLaunch();
    }

    private Path logFile() {
        return home.resolve("postgres.log");
    }

    /** How long the log is before this start; a log grown large is put aside first. */
    private long startLog() throws IOException {
        Path log = logFile();
        if (Files.exists(log) && Files.size(log) > 20 << 20) {
            Files.move(log, home.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.exists(log) ? Files.size(log) : 0;
    }

    private String endOfLog(long from) throws IOException {
        byte[] all = Files.readAllBytes(logFile());
        int start = (int) Math.max(from, all.length - 4000L);
        String end = new String(all, start, all.length - start, java.nio.charset.StandardCharsets.UTF_8).strip();
        return end.isEmpty() ? "(no word from postgres)" : end;
    }

    /** Another Liren runs this home: uses its database. */
    private void attach() throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            Optional<PidFile> file = PidFile.of(data());
            if (file.isPresent() && file.get().ready() && file.get().isAlive()) {
                port = file.get().port();
                return;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new StartFailure(new Label(
                "另一个里仁进程正占用 " + home + ",但它的数据库没有就绪。请先停止它,或用 --home 换一个目录。",
                "Another Liren holds " + home
                        + " but its database is not ready. Stop it first, or name another --home."));
    }

    /** Stops the server if it is ours: open transactions end, what was acknowledged is on disk. */
    @Override
    public void close() {
        closing = true;
        stopOurs();
    }

    private synchronized void stopOurs() {
        PgProcess running = process;
        if (running != null) {
            running.stop();
            process = null;
        }
        FileChannel held = lockFile;
        if (held != null) {
            lockFile = null;
            try {
                held.close();
            } catch (IOException e) {
                throw DiskSpace.explain(e, home);
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartFailure(new Label("本机没有空闲端口", "no free port on this machine"), e);
        }
    }
}
