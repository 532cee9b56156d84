package io.liren.app;

import io.liren.rulebook.Nearest;
import io.liren.wording.Label;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was typed after a command, checked against what the command understands. */
public final class Arguments {
    private final Map<String, String> options;
    private final List<String> operands;

    private Arguments(Map<String, String> options, List<String> operands) {
        this.options = options;
        this.operands = operands;
    }

    /**
     * Reads what stands after a command.
     *
     * @throws WrongArguments with one line that names what is wrong and what comes near
     */
    public static Arguments read(Command command, List<String> typed) {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < typed.size(); i++) {
            String word = typed.get(i);
            if (!word.startsWith("--")) {
                if (word.length() > 1 && word.startsWith("-")) {
                    throw unknown(command, word);
                }
                operands.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = word.substring(2, equals < 0 ? word.length() : equals);
            Option option = command.options().stream()
                    .filter(o -> o.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(command, "--" + name));
            String value = "";
            if (equals >= 0) {
                value = word.substring(equals + 1);
            } else if (option.value() != Option.Value.NONE) {
                if (i + 1 >= typed.size() || typed.get(i + 1).startsWith("--")) {
                    throw new WrongArguments(new Label(
                            "--" + name + " 后面缺少值:" + option.shown(),
                            "--" + name + " needs a value: " + option.shown()));
                }
                value = typed.get(++i);
            }
            if (option.value() != Option.Value.NONE || equals >= 0) {
                String given = value;
                option.value().objection(given).ifPresent(says -> {
                    throw new WrongArguments(new Label(
                            "--" + name + " " + says.zh() + ",不是“" + given + "”",
                            "--" + name + " " + says.en() + ", not \"" + given + "\""));
                });
            }
            if (options.put(name, value) != null) {
                throw new WrongArguments(new Label("--" + name + " 写了两次", "--" + name + " is given twice"));
            }
        }
        checkOperands(command, operands);
        return new Arguments(options, List.copyOf(operands));
    }

    private static void checkOperands(Command command, List<String> operands) {
        Operands allowed = command.operands();
        if (operands.size() > allowed.most()) {
            String extra = operands.get(allowed.most());
            List<String> near = Nearest.to(
                    extra, command.options().stream().map(Option::name).toList());
            throw new WrongArguments(new Label("多出一个参数“" + extra + "”", "one argument too many: \"" + extra + "\"")
                    .plus(suggestion(near.stream().map(n -> "--" + n).toList())));
        }
        if (operands.size() < allowed.least()) {
            throw new WrongArguments(new Label(
                    command.name() + " 后面需要:" + allowed.shown(), command.name() + " needs: " + allowed.shown()));
        }
        for (String operand : operands) {
            if (!allowed.choices().isEmpty() && !allowed.choices().contains(operand)) {
                throw new WrongArguments(new Label(
                        command.name() + " 后面不能是“" + operand + "”,可以是:" + allowed.shown(),
                        command.name() + " does not know \"" + operand + "\"; it knows: " + allowed.shown()));
            }
        }
    }

    private static WrongArguments unknown(Command command, String typed) {
        List<String> known =
                command.options().stream().map(o -> "--" + o.name()).toList();
        List<String> near = Nearest.to(typed, known);
        Label all = known.isEmpty()
                ? new Label(";它没有选项", "; it has none")
                : new Label(";可用:" + String.join(" ", known), "; it knows " + String.join(" ", known));
        return new WrongArguments(
                new Label(command.name() + " 没有选项 " + typed, command.name() + " has no option " + typed)
                        .plus(near.isEmpty() ? all : suggestion(near)));
    }

    /** The end of a line about a word that is not known. */
    static Label suggestion(List<String> near) {
        return near.isEmpty()
                ? Label.same("")
                : new Label(
                        ",是不是 " + String.join("、", near) + "?", "; did you mean " + String.join(" or ", near) + "?");
    }

    /** Whether an option is there. */
    public boolean has(Option option) {
        return options.containsKey(option.name());
    }

    /** An option's value as it was typed. */
    public Optional<String> text(Option option) {
        return Optional.ofNullable(options.get(option.name()));
    }

    /** An option's value as a path. */
    public Optional<Path> path(Option option) {
        return text(option).map(Path::of);
    }

    /** An option's value as a date. */
    public Optional<LocalDate> date(Option option) {
        return text(option).map(LocalDate::parse);
    }

    /** An option's value as a number. */
    public int whole(Option option, int otherwise) {
        return text(option).map(Integer::parseInt).orElse(otherwise);
    }

    /** The home that {@code --home} names, else that of a use such as {@code demo}. */
    public Path home(String use) {
        return path(Option.HOME)
                .orElseGet(() -> Places.home(use))
                .toAbsolutePath()
                .normalize();
    }

    /** What stood there besides options. */
    public List<String> operands() {
        return operands;
    }
}
