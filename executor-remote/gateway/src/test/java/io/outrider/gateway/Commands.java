package io.outrider.gateway;

import io.outrider.protocol.TaskRef;
import io.outrider.schemas.avro.ImageRef;
import io.outrider.schemas.avro.OnLost;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskCommandKind;
import io.outrider.schemas.avro.TaskSpec;
import java.time.Instant;
import java.util.List;

/** Commands as the scheduler sends them. */
final class Commands {

    private Commands() {}

    static TaskCommand of(TaskCommandKind kind, String node, TaskRef ref, String archive) {
        TaskSpec spec = TaskSpec.newBuilder()
                .setTemplate("hello")
                .setVersion("1.0.0")
                .setMethod("run")
                .setImage(archive == null ? null : new ImageRef("sha256:" + archive, null, archive, 20L))
                .setCommand(List.of("/bin/true"))
                .setWorkdir("/template")
                .setTimeoutSeconds(60)
                .setGracePeriodSeconds(7)
                .setOnLost(OnLost.FAIL)
                .build();
        return TaskCommand.newBuilder()
                .setKind(kind)
                .setTaskId(ref.task())
                .setJobId("job-" + ref.task())
                .setProject("default")
                .setReaction("disk-full")
                .setCausationDepth(2)
                .setAttempt(ref.attempt())
                .setEpoch(ref.epoch())
                .setExecutor("remote")
                .setNode(node)
                .setReason(kind == TaskCommandKind.CANCEL ? "because" : null)
                .setAt(Instant.now())
                .setSpec(kind == TaskCommandKind.START ? spec : null)
                .build();
    }
}
