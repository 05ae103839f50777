package io.outrider.stack.command;

import io.outrider.stack.supervisor.StackEnd;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code outrider down}: stops the whole stack and returns once nothing of it runs. */
@Command(name = "down", description = "Stop the local stack; its data stay.")
public final class DownCommand implements Callable<Integer> {

    private static final Executor SOON = CompletableFuture.delayedExecutor(4, TimeUnit.SECONDS);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        CommandLine line =
                Objects.requireNonNull(spec, "picocli sets it before the call").commandLine();
        PrintWriter errors = line.getErr();
        CompletableFuture<Void> patience = CompletableFuture.runAsync(
                () -> {
                    errors.println(
                            "Still stopping. The first time after a build the services also write archives of their"
                                    + " classes, which takes up to a minute and halves the time of later starts.");
                    errors.flush();
                },
                SOON);
        boolean wasThere = StackEnd.of(data.directory());
        patience.cancel(false);
        PrintWriter out = line.getOut();
        out.println(wasThere ? "Outrider is down." : "Outrider was not up.");
        out.flush();
        return 0;
    }
}
