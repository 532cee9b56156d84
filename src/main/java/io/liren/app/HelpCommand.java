package io.liren.app;

import io.liren.wording.Label;
import java.io.PrintStream;
import java.util.List;

/** Says what commands there are, or what one of them does. */
final class HelpCommand implements Command {
    @Override
    public String name() {
        return "help";
    }

    @Override
    public Label summary() {
        return new Label("说明各个命令", "explain the commands");
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public Operands operands() {
        return Operands.optional("command");
    }

    @Override
    public int run(Arguments arguments) {
        PrintStream out = System.out;
        if (arguments.operands().isEmpty()) {
            out.println("里仁 Liren " + Liren.version());
            out.println("./liren <命令 command> [选项 options]");
            out.println();
            for (Command command : Commands.all()) {
                if (!command.isHidden()) {
                    out.println("  " + padded(command.name()) + command.summary());
                }
            }
            out.println(
                    "  " + padded("test") + new Label("安装测试所需并运行全部测试", "install what the tests need and run them all"));
            out.println();
            out.println(new Label("./liren help <命令> 列出它的选项。", "./liren help <command> lists its options."));
            return OK;
        }
        Command command = Commands.require(arguments.operands().getFirst());
        String operands = command.operands().shown();
        out.println("./liren " + command.name() + (operands.isEmpty() ? "" : " " + operands)
                + (command.options().isEmpty() ? "" : " [选项 options]"));
        out.println("  " + command.summary());
        for (Option option : command.options()) {
            out.println("  " + padded(option.shown()) + option.help());
        }
        return OK;
    }

    private static String padded(String text) {
        return text + " ".repeat(Math.max(1, 20 - text.length()));
    }
}
