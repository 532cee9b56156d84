package io.liren.app;

import io.liren.rulebook.Nearest;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;

/** Every command there is: a list, no scan. */
final class Commands {
    private static final List<Command> ALL = List.of(
            new CheckCommand(),
            new DemoCommand(),
            new RunCommand(),
            new VerifyCommand(),
            new BackupCommand(),
            new RestoreCommand(),
            new ExportCommand(),
            new BenchCommand(),
            new HelpCommand(),
            new TrainCommand());

    private Commands() {}

    static List<Command> all() {
        return ALL;
    }

    static Optional<Command> named(String name) {
        return ALL.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    /** @throws WrongArguments if there is none, with the nearest name */
    static Command require(String name) {
        return named(name).orElseThrow(() -> {
            List<String> known = ALL.stream()
                    .filter(command -> !command.isHidden())
                    .map(Command::name)
                    .toList();
            List<String> near = Nearest.to(name, known);
            Label all = new Label(";可用:" + String.join(" ", known), "; there are " + String.join(" ", known));
            return new WrongArguments(new Label("没有命令“" + name + "”", "no command \"" + name + "\"")
                    .plus(near.isEmpty() ? all : Arguments.suggestion(near)));
        });
    }
}
