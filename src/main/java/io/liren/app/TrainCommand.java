package io.liren.app;

import io.liren.calendar.SystemToday;
import io.liren.calendar.Today;
import io.liren.wording.Label;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Runs through what a start does, in a home that is thrown away, so that the JVM can note which classes that takes (the
 * launcher keeps the note as its AOT cache).
 */
final class TrainCommand implements Command {
    @Override
    public String name() {
        return "train";
    }

    @Override
    public Label summary() {
        return new Label("为快速启动做准备", "prepare fast starts");
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public boolean isHidden() {
        return true;
    }

    @Override
    public int run(Arguments arguments) throws IOException {
        Path home = Files.createTempDirectory("liren-train");
        try (Connections connections = Connections.open(home, Places.cache(), Optional.empty(), Progress.silent())) {
            Engine engine = Engine.open(
                    connections,
                    home,
                    Places.source().orElse(Path.of("")).resolve("rulebooks"),
                    new SystemToday(Today.SHANGHAI),
                    Progress.silent());
            try (Server server = Server.start(engine, 0);
                    HttpClient client = HttpClient.newHttpClient()) {
                // One page is enough to have security, templates and words loaded.
                URI page = URI.create("http://127.0.0.1:" + server.port() + "/first-run");
                int status = client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.discarding())
                        .statusCode();
                return status == 200 ? OK : FAILED;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } finally {
            Folders.delete(home);
        }
    }
}
