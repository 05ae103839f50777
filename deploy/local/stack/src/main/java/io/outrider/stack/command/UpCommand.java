package io.outrider.stack.command;

import io.outrider.stack.infrastructure.StackDirectory;
import io.outrider.stack.supervisor.ConnectionFile;
import io.outrider.stack.supervisor.ProgressReport;
import io.outrider.stack.supervisor.StackLock;
import io.outrider.stack.supervisor.StackStatus;
import io.outrider.stack.supervisor.StatusFile;
import io.outrider.stack.supervisor.Strays;
import io.outrider.stack.supervisor.Watch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code outrider up}: starts the whole stack, or says that it is there already. */
@Command(
        name = "up",
        description =
                "Start the whole stack on this machine: PostgreSQL, Kafka, the registry, every service, one agent.")
public final class UpCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = {"-d", "--detach"},
            description = "Return when everything is ready; the stack goes on in the background.")
    private boolean detach;

    @Option(names = "--fresh", description = "Delete the data of earlier runs first; the stack has to be down.")
    private boolean fresh;

    @Option(names = "--keep-going", description = "Go on without a component that does not come up, and try it again.")
    private boolean keepGoing;

    @Option(names = "--no-agent", description = "Do not start the agent of this machine.")
    private boolean noAgent;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StackDirectory directory = data.directory();
        create(directory);
        Optional<StackStatus> running = new StatusFile(directory).read().filter(StackStatus::isSupervised);
        if (running.isPresent()) {
            showRunning(running.get(), directory);
            return 0;
        }
        Optional<StackLock> lock = StackLock.takeToStart(directory);
        if (lock.isEmpty()) {
            throw new StackCommandException("Expected nobody else to start the stack in " + directory.root()
                    + ", but another outrider up does; see: outrider status");
        }
        try (StackLock held = lock.get()) {
            start(held.directory());
        }
        return 0;
    }

    private void showRunning(StackStatus running, StackDirectory directory) throws IOException {
        long process = running.supervisor().pid();
        if (fresh) {
            throw new StackCommandException("Expected the stack to be down before its data are deleted, but it runs"
                    + " (process " + process + "); stop it first: outrider down");
        }
        out().println("Outrider is already up (process " + process + ").");
        showEndpoints(directory);
    }

    private void start(StackDirectory directory) throws IOException, InterruptedException {
        if (fresh) {
            clear(directory);
        }
        long began = System.nanoTime();
        var progress = new ProgressReport(err(), Boolean.getBoolean("outrider.terminal"));
        if (detach) {
            new BackgroundSupervisor(directory, keepGoing, !noAgent).start(progress);
            announce(directory, began);
            return;
        }
        boolean up = new Watch(directory, keepGoing, !noAgent, progress).run(() -> {
            announce(directory, began);
            out().println("Press Ctrl-C to stop it.");
        });
        if (!up) {
            throw new StackCommandException(
                    "Expected every component to come up, but one did not; everything is stopped again. Its log is in "
                            + directory.root().resolve("logs"));
        }
    }

    private static void create(StackDirectory directory) throws IOException {
        try {
            directory.create();
        } catch (FileSystemException denied) {
            throw new StackCommandException("Expected to own the data folder " + directory.root()
                    + ", but cannot write there (" + denied.getMessage() + "); choose another one with --data");
        }
    }

    private static void clear(StackDirectory directory) throws IOException, InterruptedException {
        Optional<StackLock> lock = StackLock.take(directory);
        if (lock.isEmpty()) {
            throw new StackCommandException("Expected the stack to be down before its data are deleted, but it runs;"
                    + " stop it first: outrider down");
        }
        try (StackLock held = lock.get()) {
            Optional<StackStatus> left = new StatusFile(directory).read();
            if (left.isPresent()) {
                Strays.end(left.get());
            }
            held.directory().clear();
            held.directory().create();
        }
    }

    private void announce(StackDirectory directory, long began) {
        double seconds = (System.nanoTime() - began) / 1e9;
        out().printf(Locale.ROOT, "Outrider is up in %.1f s; its data are in %s%n", seconds, directory.root());
        try {
            showEndpoints(directory);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Expected to read the stack's addresses, but could not", unreadable);
        }
    }

    private void showEndpoints(StackDirectory directory) throws IOException {
        var connection = new ConnectionFile(directory).read();
        if (connection.isEmpty()) {
            out().println("It is still starting or stopping; see: outrider status");
            return;
        }
        connection.get().services().forEach((name, url) -> out().printf("  %-18s %s%n", name, url));
        out().printf("  %-18s %s%n", "agents connect to", connection.get().agentEndpoint());
        out().flush();
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec, "picocli sets it before the call");
    }

    private PrintWriter out() {
        return spec().commandLine().getOut();
    }

    private PrintWriter err() {
        return spec().commandLine().getErr();
    }
}
