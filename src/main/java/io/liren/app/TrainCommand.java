package io.liren.app;

import io.liren.wording.Label;
import java.io.IOException;
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
            return connections.url().isEmpty() ? FAILED : OK;
        } finally {
            Folders.delete(home);
        }
    }
}
