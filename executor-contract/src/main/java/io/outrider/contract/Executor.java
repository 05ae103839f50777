package io.outrider.contract;

import io.outrider.schemas.avro.ImageRef;
import io.outrider.schemas.avro.TaskSpec;
import java.nio.file.Path;
import java.util.Optional;

/** An executor as the suite sees it: a name on the topics, a node, and a process that can be killed. */
public interface Executor extends AutoCloseable {

    /** Its name in commands: {@code remote}, or that of a cluster's executor. */
    String name();

    /** The node that the tasks are for. */
    String node();

    /** An image with {@code /bin/sh} and the usual tools; empty where tasks run on the node's own. */
    Optional<ImageRef> image();

    /** Whether tasks are held in: a root that is read-only, no privileges, folders below {@code /outrider}. */
    boolean isolates();

    /** The folder of the artifact store that it shares with the other services. */
    Path artifacts();

    /** Makes a specification one that this executor can only refuse. */
    default TaskSpec.Builder impossible(TaskSpec.Builder spec) {
        return spec.setRuntime("host");
    }

    /** Ends everything of it that may die at once, as kill -9 does; running tasks go on if they can. */
    void kill() throws Exception;

    /** Starts it again after {@link #kill} and returns when it is ready. */
    void start() throws Exception;

    @Override
    void close();
}
