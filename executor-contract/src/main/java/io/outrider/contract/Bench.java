package io.outrider.contract;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.artifacts.folder.FolderArtifactStore;
import io.outrider.schemas.avro.Limits;
import io.outrider.schemas.avro.OnLost;
import io.outrider.schemas.avro.TaskSpec;
import java.util.ArrayList;
import java.util.List;

/** The executor that is tried, with what the cases need around it. */
public final class Bench implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 120;
    private static final int GRACE_SECONDS = 5;
    /** Where a limit counts the processes of a user, those of all tasks count. */
    private static final Limits LIMITS = new Limits(128, 500, 1_000);

    private final Wire wire;
    private final Executor executor;
    private final ArtifactStore artifacts;

    public Bench(Wire wire, Executor executor) {
        this.wire = wire;
        this.executor = executor;
        this.artifacts = new FolderArtifactStore(executor.artifacts());
    }

    Executor executor() {
        return executor;
    }

    Wire wire() {
        return wire;
    }

    ArtifactStore artifacts() {
        return artifacts;
    }

    /** A new task that nothing is known of yet. */
    Attempt attempt() {
        return new Attempt(wire, executor);
    }

    /** Starts a script as a new task. */
    Attempt start(String script) {
        return attempt().start(script(script).build());
    }

    /** A specification that runs a script with {@code /bin/sh}, and these words as its arguments. */
    TaskSpec.Builder script(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "task"));
        command.addAll(List.of(arguments));
        return TaskSpec.newBuilder()
                .setTemplate("contract")
                .setVersion("1.0.0")
                .setMethod("run")
                .setImage(executor.image().orElse(null))
                .setHostTools(executor.image().isEmpty())
                .setCommand(command)
                .setWorkdir("/")
                .setTimeoutSeconds(TIMEOUT_SECONDS)
                .setGracePeriodSeconds(GRACE_SECONDS)
                .setLimits(LIMITS)
                .setOnLost(OnLost.FAIL);
    }

    @Override
    public void close() {
        executor.close();
        wire.close();
    }
}
