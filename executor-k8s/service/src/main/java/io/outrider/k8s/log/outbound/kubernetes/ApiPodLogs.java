package io.outrider.k8s.log.outbound.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.outrider.k8s.log.application.PodLogs;
import io.outrider.k8s.settings.JobsNamespace;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Logs through the API server. */
@ApplicationScoped
public class ApiPodLogs implements PodLogs {

    private static final String CONTAINER = "task";
    private static final int NOT_FOUND = 404;

    private final KubernetesClient client;
    private final JobsNamespace namespace;

    ApiPodLogs(KubernetesClient client, JobsNamespace namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    @Override
    public Optional<InputStream> follow(String pod) throws IOException {
        if (client.pods().inNamespace(namespace.name()).withName(pod).get() == null) {
            return Optional.empty();
        }
        LogWatch watch = client.pods()
                .inNamespace(namespace.name())
                .withName(pod)
                .inContainer(CONTAINER)
                .usingTimestamps()
                .watchLog();
        return Optional.of(new FilterInputStream(watch.getOutput()) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return in.read(into, from, length);
            }

            @Override
            public void close() {
                watch.close();
            }
        });
    }

    @Override
    public Optional<InputStream> whole(String pod) throws IOException {
        try {
            InputStream in = client.pods()
                    .inNamespace(namespace.name())
                    .withName(pod)
                    .inContainer(CONTAINER)
                    .usingTimestamps()
                    .getLogInputStream();
            return Optional.of(in == null ? new ByteArrayInputStream(new byte[0]) : in);
        } catch (KubernetesClientException e) {
            if (e.getCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw new IOException(e.getMessage(), e);
        }
    }
}
