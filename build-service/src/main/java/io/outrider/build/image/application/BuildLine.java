package io.outrider.build.image.application;

/** Port: takes the log of a build; text may hold parts of lines. Safe to call from any thread. */
@FunctionalInterface
public interface BuildLine {
    void write(String text);

    /** Writes one whole line. */
    default void line(String text) {
        write(text + "\n");
    }
}
