package io.liren.app;

import io.liren.sql.DatabaseException;
import io.liren.wording.Label;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Where the program starts. */
public final class Liren {
    private Liren() {}

    /** Runs the command named by the first argument and exits with its code. */
    public static void main(String[] arguments) {
        // Chinese must come out right whatever the terminal's settings claim.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        int code = run(List.of(arguments));
        System.out.flush();
        System.exit(code);
    }

    /** Runs a command; returns its exit code. What goes wrong is told on the error stream. */
    static int run(List<String> typed) {
        try {
            if (typed.isEmpty()) {
                return Commands.require("help").run(Arguments.read(Commands.require("help"), List.of()));
            }
            String first = typed.getFirst();
            if (List.of("--version", "-v", "version").contains(first)) {
                System.out.println("liren " + version());
                return Command.OK;
            }
            if (List.of("--help", "-h").contains(first)) {
                return run(List.of("help"));
            }
            Command command = Commands.require(first);
            List<String> rest = typed.subList(1, typed.size());
            if (rest.contains("--help") || rest.contains("-h")) {
                return run(List.of("help", first));
            }
            return command.run(Arguments.read(command, rest));
        } catch (WrongArguments e) {
            return complain(e.says(), Command.WRONG_ARGUMENTS);
        } catch (StartFailure e) {
            return complain(e.says(), Command.CANNOT_START);
        } catch (DatabaseException e) {
            Optional<Label> full = DiskSpace.explain(e, Places.home(""));
            if (full.isPresent()) {
                return complain(full.get(), Command.CANNOT_START);
            }
            return bug(e);
        } catch (Exception e) {
            return bug(e);
        }
    }

    private static int complain(Label says, int code) {
        System.err.println("里仁 Liren: " + says);
        return code;
    }

    private static int bug(Exception e) {
        System.err.println("里仁 Liren: " + new Label("程序出错,请把下面的内容告诉开发者", "a bug; please report what follows"));
        e.printStackTrace();
        return Command.BUG;
    }

    /** The program's version. */
    static String version() {
        String version = Liren.class.getPackage().getImplementationVersion();
        return version == null ? "0.1.0" : version;
    }
}
