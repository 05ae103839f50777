package io.outrider.agent.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import io.outrider.agent.folder.TaskFolder;
import io.outrider.agent.runtime.LiveTask;
import io.outrider.agent.runtime.domain.Exit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A container. Its log is copied to the spool file from the beginning, also after a restart of the agent: the engine has kept it. The
 * container is removed when its log and exit code are on disk.
 */
final class DockerTask implements LiveTask {

    private static final System.Logger LOG = System.getLogger(DockerTask.class.getName());
    private static final long RETRY_MILLIS = 1_000;
    // The engine closes the log right after the end.
    private static final long LOG_END_SECONDS = 30;

    private final DockerClient client;
    private final String container;
    private final TaskFolder folder;

    DockerTask(DockerClient client, String container, TaskFolder folder) {
        this.client = client;
        this.container = container;
        this.folder = folder;
    }

    @Override
    public Exit await() throws InterruptedException {
        Optional<Spool> live = copy(true);
        Exit exit = end();
        if (live.isEmpty() || !live.get().completed()) {
            LOG.log(System.Logger.Level.INFO, "Copying the log again, as it broke off: " + container);
            copy(false).ifPresent(Spool::completed);
        }
        if (exit instanceof Exit.Code code) {
            keep(code);
        }
        remove();
        return exit;
    }

    /** Begins to copy the log from its first byte; empty if that cannot be. */
    private Optional<Spool> copy(boolean follow) {
        try {
            Spool spool = new Spool(Files.newOutputStream(folder.log()));
            client.logContainerCmd(container)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withFollowStream(follow)
                    .exec(spool);
            return Optional.of(spool);
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Expected to read the log of " + container + ", but " + e.getMessage());
            return Optional.empty();
        }
    }

    private void keep(Exit.Code code) {
        try {
            Files.writeString(folder.exit(), code.code() + "\n");
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Expected to keep the exit code of " + container + ", but " + e.getMessage());
        }
    }

    /** Waits for the end through restarts of the engine. */
    private Exit end() throws InterruptedException {
        while (true) {
            try {
                ContainerState state =
                        client.inspectContainerCmd(container).exec().getState();
                if (!Boolean.TRUE.equals(state.getRunning()) && !"created".equals(state.getStatus())) {
                    Long code = state.getExitCodeLong();
                    return code == null
                            ? new Exit.Unknown("Expected the engine to know the exit code, but it does not")
                            : new Exit.Code(code.intValue());
                }
                client.waitContainerCmd(container).start().awaitStatusCode();
            } catch (NotFoundException e) {
                return new Exit.Unknown("Expected the container to be there, but somebody removed it");
            } catch (RuntimeException e) {
                // The engine restarts, or the wait was cut off; the next look tells.
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private void remove() {
        try {
            client.removeContainerCmd(container)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (DockerException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Expected to remove container " + container + ", but " + e.getMessage());
        }
    }

    @Override
    public void terminate() {
        signal("SIGTERM");
    }

    @Override
    public void kill() {
        signal("SIGKILL");
    }

    private void signal(String signal) {
        try {
            client.killContainerCmd(container).withSignal(signal).exec();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "No " + signal + " to " + container + ": " + e.getMessage());
        }
    }

    private static final class Spool extends ResultCallback.Adapter<Frame> {

        private final OutputStream file;

        Spool(OutputStream file) {
            this.file = file;
        }

        @Override
        public void onNext(Frame frame) {
            try {
                file.write(frame.getPayload());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits for the log's end and closes the file; false if it broke off. */
        boolean completed() {
            try (this) {
                return awaitCompletion(LOG_END_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (IOException | RuntimeException e) {
                return false;
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            file.close();
        }
    }
}
