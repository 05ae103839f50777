package io.outrider.cli.testing;

import io.outrider.cli.Outrider;
import io.outrider.cli.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Runs the command line as a user would, with an environment, a clock and streams of its own. */
public final class Cli {
    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /** What a command left behind. */
    public record Result(int code, String out, String err) {}

    private final Map<String, String> env = new HashMap<>();
    private Path root = Path.of("nowhere");

    public Cli with(String variable, String value) {
        env.put(variable, value);
        return this;
    }

    public Cli in(Path newRoot) {
        root = newRoot;
        return this;
    }

    public static Cli against(FakeServer server) {
        return new Cli().with("OUTRIDER_SERVER", server.url()).with("OUTRIDER_TOKEN", "t0ken");
    }

    public Result run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings =
                new Surroundings(env, new PrintWriter(out), new PrintWriter(err), () -> NOW, root, false);
        int code = Outrider.commandLine(surroundings).execute(args);
        return new Result(code, out.toString(), err.toString());
    }
}
