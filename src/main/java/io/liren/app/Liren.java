package io.liren.app;

/** Where the program starts. */
public final class Liren {
    private Liren() {}

    /** Runs the command named by the first argument. */
    public static void main(String[] arguments) {
        System.out.println("里仁 | Liren");
    }
}
