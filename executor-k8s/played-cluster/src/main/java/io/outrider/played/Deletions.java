package io.outrider.played;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Deletes pods with their grace period, and Jobs with what they own as the client asks. */
final class Deletions {

    private static final Pattern PATH =
            Pattern.compile("/(?:api/v1|apis/batch/v1)/namespaces/([^/]+)/(pods|jobs)/([^/]+)");

    private final Store store;
    private final Kubelet kubelet;

    Deletions(Store store, Kubelet kubelet) {
        this.store = store;
        this.kubelet = kubelet;
    }

    boolean handles(String path) {
        return PATH.matcher(path).matches();
    }

    /** Returns the object as it is then; empty if there is none. */
    Optional<String> delete(String path, byte[] body) throws Refusal {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw new Refusal(404, path);
        }
        JsonNode options = body.length == 0
                ? ApiRules.parse("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                : ApiRules.parse(body);
        return parts.group(2).equals("pods")
                ? pod(parts.group(1), parts.group(3), options)
                : job(parts.group(1), parts.group(3), options);
    }

    private Optional<String> pod(String namespace, String name, JsonNode options) {
        Optional<Pod> found = store.pod(namespace, name);
        found.ifPresent(pod -> {
            Duration grace = options.has("gracePeriodSeconds")
                    ? Duration.ofSeconds(options.path("gracePeriodSeconds").asLong())
                    : Kubelet.specified(pod);
            kubelet.grace(pod, grace);
            if (grace.isZero()) {
                kubelet.run(pod).ifPresent(PodRun::abandon);
                store.update(pod, current -> {
                    current.getMetadata().setFinalizers(new ArrayList<>());
                    return current;
                });
            }
            store.delete(pod, grace);
        });
        return found.map(Serialization::asJson);
    }

    private Optional<String> job(String namespace, String name, JsonNode options) {
        Job job = store.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withName(name)
                .get();
        if (job == null) {
            return Optional.empty();
        }
        if ("Foreground".equals(options.path("propagationPolicy").asText())) {
            store.update(job, current -> {
                List<String> finalizers = new ArrayList<>(current.getMetadata().getFinalizers());
                finalizers.add(JobController.FOREGROUND);
                current.getMetadata().setFinalizers(finalizers);
                return current;
            });
        }
        store.client().resource(job).delete();
        return Optional.of(Serialization.asJson(job));
    }
}
