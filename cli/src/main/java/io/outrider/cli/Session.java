package io.outrider.cli;

import io.outrider.cli.connection.Api;
import io.outrider.cli.connection.Connection;
import io.outrider.cli.output.Output;
import io.outrider.cli.output.Progress;
import java.time.Instant;
import java.util.function.Supplier;

/** What one invocation works with: where to print, whom to ask, for which project. Connects at first use. */
public final class Session {
    private final Surroundings surroundings;
    private final Output output;
    private final String project;
    private final Supplier<Connection> choice;
    private @org.jspecify.annotations.Nullable Api api;

    Session(Surroundings surroundings, Output output, String project, Supplier<Connection> choice) {
        this.surroundings = surroundings;
        this.output = output;
        this.project = project;
        this.choice = choice;
    }

    public Api api() {
        Api known = api;
        if (known == null) {
            known = new Api(choice.get(), surroundings.env().getOrDefault("OUTRIDER_CAUSATION_DEPTH", ""));
            api = known;
        }
        return known;
    }

    /** Where requests would go; fails as {@link #api()} does when there is nothing to talk to. */
    public Connection connection() {
        return choice.get();
    }

    public Output output() {
        return output;
    }

    public String project() {
        return project;
    }

    public Instant now() {
        return surroundings.clock().instant();
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    /** Whether a person watches the terminal. */
    public boolean watched() {
        return surroundings.terminal() && !output.quiet();
    }

    public Progress progress() {
        return new Progress(output.err(), watched());
    }
}
