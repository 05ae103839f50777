package io.outrider.k8s.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys {@code outrider.k8s.*}: one cluster, registered as one node. */
@ConfigMapping(prefix = "outrider.k8s")
public interface K8sSettings {

    /** Name of this executor, as in commands. */
    String name();

    /** Name of the cluster as a node; the executor's name unless set. */
    Optional<String> node();

    /** Where Jobs are created; the namespace of the client's configuration unless set. */
    Optional<String> namespace();

    /** Tasks at the same time. */
    @WithDefault("100")
    int slots();

    /** Labels of the node, for targets. */
    Map<String, String> labels();

    Companion companion();

    Lease lease();

    /** Service account of the pods; its token is not mounted. */
    Optional<String> serviceAccount();

    /** Labels that a machine must have. */
    Map<String, String> nodeSelector();

    /** Taints that pods tolerate: {@code key=value:Effect}, {@code key:Effect}, or {@code key}. */
    Optional<List<String>> tolerations();

    Optional<List<String>> imagePullSecrets();

    Optional<String> priorityClass();

    /** User and group of the task's process and of the companion's; also the group of the volumes. */
    @WithDefault("10001")
    long runAsUser();

    /** False lets templates run as root. */
    @WithDefault("true")
    boolean runAsNonRoot();

    /** From the creation of a Job to the start of the task's process. */
    @WithDefault("5m")
    Duration startTimeout();

    /** How long an image that cannot be pulled is tried again. */
    @WithDefault("1m")
    Duration pullTimeout();

    /** From the end of the process until its outputs and artifacts are here. */
    @WithDefault("60s")
    Duration uploadTime();

    /** How long a machine may be unreachable before its pods are given up. */
    @WithDefault("60s")
    Duration nodeLostAfter();

    /** How long an ended Job stays; a command must not be older than half of it, so that it never starts twice. */
    @WithDefault("1h")
    Duration ttl();

    /** Of one task without limits, MiB. */
    @WithDefault("512")
    int memoryMb();

    /** Room for outputs and artifacts, and for state, of one task, MiB. */
    @WithDefault("2048")
    int diskMb();

    /** The program beside a task. */
    interface Companion {

        /** Its image. */
        String image();

        /** Where it reaches this service, for example {@code http://outrider-executor-k8s:8086}. */
        String url();

        /** Key of the tokens that companions show, 32 bytes or more; all replicas share it. */
        Path keyFile();
    }

    /** Which replica works. */
    interface Lease {

        /** {@code outrider-executor-<name>} unless set, with a hash where the name has what a Lease's may not. */
        Optional<String> name();

        /** Namespace of the Lease; the one of the Jobs unless set. */
        Optional<String> namespace();

        /** After this time without renewal another replica takes over. */
        @WithDefault("15s")
        Duration duration();
    }

    /** Returns the name of the node that stands for the cluster. */
    default String nodeName() {
        return node().orElseGet(this::name);
    }
}
