package io.liren.app;

import io.liren.calendar.FixedToday;
import io.liren.calendar.SystemToday;
import io.liren.calendar.Today;
import io.liren.wording.Label;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** Runs Liren for real use: empty at first; the first page asks for the community and its administrator. */
final class RunCommand implements Command {
    static final int PORT = 8080;

    @Override
    public String name() {
        return "run";
    }

    @Override
    public Label summary() {
        return new Label("正式使用:第一次打开时建社区和管理员", "real use: the first page makes the community and its administrator");
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
        return serve(arguments, "run", PORT, (engine, home) -> List.of());
    }

    /** What is done before the doors open. */
    interface Preparation {
        /** Gives the lines to print once the server is ready. */
        List<String> prepare(Engine engine, Path home);
    }

    static Today today(Arguments arguments) {
        return arguments
                .date(Option.TODAY)
                .<Today>map(day -> new FixedToday(day, Today.SHANGHAI))
                .orElseGet(() -> new SystemToday(Today.SHANGHAI));
    }

    static int serve(Arguments arguments, String use, int port, Preparation preparation) {
        Progress progress = Progress.console();
        Path home = arguments.home(use);
        int wanted = arguments.whole(Option.PORT, port);
        Ports.require(wanted);
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopped.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        Path rulebooks = Places.source().orElse(Path.of("")).resolve("rulebooks");
        // The database takes its time to start, mostly waiting.
        Supplier<Checking.Ready> reading = Checking.begun(rulebooks);
        try (Connections connections =
                Connections.open(home, Places.cache(), arguments.text(Option.DATABASE), progress)) {
            Engine engine = Engine.open(connections, home, rulebooks, reading, today(arguments), progress);
            List<String> lines = preparation.prepare(engine, home);
            try (Server server = Server.start(engine, wanted)) {
                System.out.println("里仁 Liren  http://127.0.0.1:" + server.port() + "/");
                lines.forEach(System.out::println);
                System.out.println(new Label("Ctrl-C 停止", "Ctrl-C stops it"));
                stopped.await();
            }
            return OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OK;
        } finally {
            closed.countDown();
        }
    }
}
