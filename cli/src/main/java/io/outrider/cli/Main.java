package io.outrider.cli;

/** Entry point of {@code outrider}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(Outrider.commandLine(Surroundings.ofProcess()).execute(args));
    }
}
