package io.outrider.stack.command;

import io.outrider.stack.infrastructure.StackDirectory;
import io.outrider.stack.supervisor.StackEnd;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code outrider down}: stops the whole stack and returns once nothing of it runs. */
@Command(name = "down", description = "Stop the local stack; its data stay.")
public final class DownCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        StackDirectory directory = data.directory();
        PrintWriter out = Objects.requireNonNull(spec, "picocli sets it before the call")
                .commandLine()
                .getOut();
        boolean wasThere = StackEnd.of(directory);
        out.println(wasThere ? "Outrider is down." : "Outrider was not up.");
        out.flush();
        return 0;
    }
}
