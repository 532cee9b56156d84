package io.liren.app;

/** The program: finds the command and runs it. */
public final class Liren {
    private Liren() {}

    /** Runs the command named by the first argument. */
    public static void main(String[] arguments) {
        System.exit(arguments.length == 0 ? 2 : 0);
    }
}
