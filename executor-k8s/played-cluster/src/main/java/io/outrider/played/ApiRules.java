package io.outrider.played;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an API server with strict validation says to an object, as far as the executor can get it wrong; and its defaults for Jobs. */
final class ApiRules {

    private static final int INVALID = 422;
    private static final int MOST_SECRET_BYTES = 1024 * 1024;
    private static final Pattern SUBDOMAIN = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");
    private static final Pattern KEY =
            Pattern.compile("([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");
    private static final Map<String, Class<? extends KubernetesResource>> KINDS = Map.of(
            "Job", Job.class, "Secret", Secret.class, "Lease", Lease.class, "Pod", Pod.class, "Event", Event.class);
    private static final Set<String> MUTABLE =
            Set.of("suspend", "activeDeadlineSeconds", "ttlSecondsAfterFinished", "backoffLimit", "parallelism");
    private static final Set<String> SECRETS_OWN = Set.of("metadata", "apiVersion", "kind");
    private static final int TOO_LARGE = 413;
    private static final int MOST_BYTES = 3 * 1024 * 1024;
    static final Pattern DATA_KEY = Pattern.compile("(?!\\.$|\\.\\.)[-._a-zA-Z0-9]{1,253}");

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .build();

    private ApiRules() {}

    static JsonNode parse(byte[] body) throws Refusal {
        if (body.length > MOST_BYTES) {
            throw new Refusal(TOO_LARGE, "Request entity too large: limit is " + MOST_BYTES);
        }
        try {
            return STRICT.readTree(body);
        } catch (java.io.IOException e) {
            throw new Refusal(400, "the object provided is unrecognized: " + e.getMessage());
        }
    }

    /** Checks a new object and gives it its defaults. */
    static JsonNode created(JsonNode object) throws Refusal {
        KubernetesResource read = strictly(object);
        List<String> faults = new ArrayList<>();
        metadata(object.path("metadata"), faults);
        switch (read) {
            case Job job -> {
                PodRules.check(job.getSpec().getTemplate(), faults);
                metadata(object.at("/spec/template/metadata"), faults);
                job(job, faults);
            }
            case Pod pod -> PodRules.check(new PodTemplateSpec(pod.getMetadata(), pod.getSpec()), faults);
            case Secret secret -> secret(secret, faults);
            case Lease ignored -> lease(object.path("spec"), faults);
            default -> {}
        }
        refuse(object, faults);
        return read instanceof Job ? JobDefaults.applied((ObjectNode) object) : object;
    }

    private static void refuse(JsonNode object, List<String> faults) throws Refusal {
        if (!faults.isEmpty()) {
            throw new Refusal(
                    INVALID,
                    object.path("kind").asText() + " \""
                            + object.at("/metadata/name").asText() + "\" is invalid: " + String.join(", ", faults));
        }
    }

    /** Checks a change: only a few fields of a Job's specification may change, and nothing that a Secret holds, for all here are immutable. */
    static void patched(String path, JsonNode patch) throws Refusal {
        if (path.contains("/secrets/")) {
            Optional<String> held = patch.properties().stream()
                    .map(Map.Entry::getKey)
                    .filter(field -> !SECRETS_OWN.contains(field))
                    .findFirst();
            if (held.isPresent()) {
                throw new Refusal(
                        INVALID, "Secret is invalid: " + held.get() + ": field is immutable when `immutable` is set");
            }
        }
        if (!path.contains("/jobs/") || !patch.isObject()) {
            return;
        }
        List<String> immutable = patch.path("spec").properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !MUTABLE.contains(field))
                .toList();
        if (!immutable.isEmpty()) {
            throw new Refusal(INVALID, "Job is invalid: spec." + immutable.getFirst() + ": field is immutable");
        }
        List<String> faults = new ArrayList<>();
        metadata(patch.path("metadata"), faults);
        if (!faults.isEmpty()) {
            throw new Refusal(INVALID, "Job is invalid: " + String.join(", ", faults));
        }
    }

    /** Checks a whole object that takes the place of another. */
    static void replaced(JsonNode object) throws Refusal {
        List<String> faults = new ArrayList<>();
        if (strictly(object) instanceof Lease) {
            lease(object.path("spec"), faults);
        }
        refuse(object, faults);
    }

    private static void lease(JsonNode spec, List<String> faults) {
        if (spec.path("leaseDurationSeconds").asInt(1) <= 0) {
            faults.add("spec.leaseDurationSeconds: Invalid value: must be greater than 0");
        }
        if (spec.path("leaseTransitions").asInt(0) < 0) {
            faults.add("spec.leaseTransitions: Invalid value: must be greater than or equal to 0");
        }
    }

    private static KubernetesResource strictly(JsonNode object) throws Refusal {
        String kind = object.path("kind").asText();
        Class<? extends KubernetesResource> type = KINDS.get(kind);
        if (type == null) {
            throw new Refusal(INVALID, "this cluster plays no " + kind);
        }
        List<String> problems = OpenApi.problems(object);
        if (!problems.isEmpty()) {
            throw new Refusal(400, "strict decoding error: " + String.join(", ", problems));
        }
        try {
            return STRICT.treeToValue(object, type);
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "strict decoding error: " + e.getOriginalMessage());
        }
    }

    private static void metadata(JsonNode metadata, List<String> faults) {
        String name = metadata.path("name").asText("");
        if (!name.isEmpty() && !SUBDOMAIN.matcher(name).matches()) {
            faults.add("metadata.name: Invalid value: \"" + name + "\": a lowercase RFC 1123 subdomain");
        }
        metadata.path("labels").properties().forEach(label -> {
            if (!KEY.matcher(label.getKey()).matches()) {
                faults.add("metadata.labels: Invalid value: \"" + label.getKey() + "\"");
            }
            if (!LABEL_VALUE.matcher(label.getValue().asText("")).matches()) {
                faults.add(
                        "metadata.labels: Invalid value: \"" + label.getValue().asText() + "\"");
            }
        });
        metadata.path("annotations").properties().forEach(annotation -> {
            if (!KEY.matcher(annotation.getKey()).matches()) {
                faults.add("metadata.annotations: Invalid value: \"" + annotation.getKey() + "\"");
            }
        });
        if (metadata.path("annotations").toString().length() > 256 * 1024) {
            faults.add("metadata.annotations: Too long: may not be more than 262144 bytes");
        }
    }

    private static void job(Job job, List<String> faults) {
        if (job.getMetadata().getName().length() > 63) {
            faults.add("metadata.name: must be no more than 63 characters, for it becomes a label of the pods");
        }
        JobSpec spec = job.getSpec();
        Stream.of(spec.getBackoffLimit(), spec.getTtlSecondsAfterFinished(), spec.getActiveDeadlineSeconds())
                .filter(number -> number != null && number.longValue() < 0)
                .forEach(number ->
                        faults.add("spec: Invalid value: " + number + ": must be greater than or equal to 0"));
        String policy = job.getSpec().getTemplate().getSpec().getRestartPolicy();
        if (!"Never".equals(policy) && !"OnFailure".equals(policy)) {
            faults.add("spec.template.spec.restartPolicy: Required value: valid values: \"OnFailure\", \"Never\"");
        }
        if (job.getSpec().getPodFailurePolicy() != null && !"Never".equals(policy)) {
            faults.add(
                    "spec.template.spec.restartPolicy: only \"Never\" is supported when podFailurePolicy is specified");
        }
        if (job.getSpec().getSelector() != null) {
            faults.add("spec.selector: `selector` will be auto-generated");
        }
    }

    private static void secret(Secret secret, List<String> faults) {
        long size = Volumes.data(secret).values().stream()
                .mapToLong(value -> value.length)
                .sum();
        if (size > MOST_SECRET_BYTES) {
            faults.add("data: Too long: may not be more than 1048576 bytes");
        }
        Volumes.data(secret).keySet().stream()
                .filter(key -> !DATA_KEY.matcher(key).matches())
                .forEach(key -> faults.add("data[" + key + "]: Invalid value"));
    }
}
