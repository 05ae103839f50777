package io.outrider.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;
import io.outrider.cli.Outrider;
import io.outrider.cli.Surroundings;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Style;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the demo plays: each act is a numbered heading, the command as a reader would type it, its own output, and how
 * long it took. A command that ends with another exit code than 0 ends the demo.
 */
final class Stage {
    private final Surroundings surroundings;
    private final PrintWriter out;
    private final Style style;
    private final int acts;
    private final List<String> played = new ArrayList<>();
    private int act;

    Stage(Surroundings surroundings, Style style, int acts) {
        this.surroundings = surroundings;
        this.out = surroundings.out();
        this.style = style;
        this.acts = acts;
    }

    /** Opens the next act. */
    void act(String title) {
        act++;
        out.println();
        out.println(style.strong(act + "/" + acts + "  " + title));
        out.flush();
    }

    /** Runs one command of the command line as if it had been typed. */
    void play(String... args) {
        played.add(typed(args));
        playOnce(args);
    }

    /** Runs a command that makes no sense to repeat, such as one about a job of this play. */
    void playOnce(String... args) {
        String typed = typed(args);
        out.println(style.faint("$ " + typed));
        out.flush();
        long began = System.nanoTime();
        int code = Outrider.commandLine(surroundings).execute(args);
        if (code != 0) {
            throw new CommandException(
                    ExitCode.FAILED, "Expected '" + typed + "' to end with exit code 0, but it ended with " + code);
        }
        done(began);
    }

    /** Says in a sentence what the reader has just seen. */
    void tell(String sentence) {
        out.println("   " + sentence);
        out.flush();
    }

    void expect(boolean held, String expectation, JsonNode found) {
        if (!held) {
            throw new CommandException(ExitCode.FAILED, "Expected " + expectation + ", but found " + found);
        }
    }

    /** The commands so far that a reader can repeat. */
    List<String> played() {
        return List.copyOf(played);
    }

    private void done(long began) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        out.println(style.good("✓") + style.faint(" " + Cells.preciseDuration(took)));
        out.flush();
    }

    private static String typed(String... args) {
        return "./outrider " + Arrays.stream(args).map(Stage::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
