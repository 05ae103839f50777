package io.outrider.k8s.log.application;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The logs of pods, from their beginning, each line with its time. */
public interface PodLogs {

    /** Opens what is there and follows it until the container ends; empty if the pod is no more. */
    Optional<InputStream> follow(String pod) throws IOException;

    /** Opens what is there; empty if the pod is no more. */
    Optional<InputStream> whole(String pod) throws IOException;
}
