package io.outrider.played;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** What an API server adds to a new Job. */
final class JobDefaults {

    private JobDefaults() {}

    static ObjectNode applied(ObjectNode job) {
        ObjectNode spec = (ObjectNode) job.path("spec");
        setDefault(spec, "parallelism", 1);
        setDefault(spec, "completions", 1);
        setDefault(spec, "backoffLimit", 6);
        if (!spec.has("completionMode")) {
            spec.put("completionMode", "NonIndexed");
        }
        if (!spec.has("suspend")) {
            spec.put("suspend", false);
        }
        if (!spec.has("podReplacementPolicy")) {
            spec.put("podReplacementPolicy", spec.has("podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
        }
        String uid = UUID.randomUUID().toString();
        spec.putObject("selector").putObject("matchLabels").put("batch.kubernetes.io/controller-uid", uid);
        ObjectNode template = (ObjectNode) spec.path("template");
        ObjectNode labels = template.withObject("/metadata").withObject("/labels");
        String name = job.at("/metadata/name").asText();
        labels.put("batch.kubernetes.io/controller-uid", uid)
                .put("batch.kubernetes.io/job-name", name)
                .put("controller-uid", uid)
                .put("job-name", name);
        ObjectNode pod = (ObjectNode) template.path("spec");
        setDefault(pod, "terminationGracePeriodSeconds", 30);
        if (!pod.has("dnsPolicy")) {
            pod.put("dnsPolicy", "ClusterFirst");
        }
        if (!pod.has("schedulerName")) {
            pod.put("schedulerName", "default-scheduler");
        }
        return job;
    }

    private static void setDefault(ObjectNode node, String field, int value) {
        if (!node.has(field)) {
            node.put(field, value);
        }
    }
}
