package io.outrider.k8s.attempt.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden objects before an API server that validates every field strictly: what every server must take. */
abstract class ManifestsAtServer {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

    private KubernetesClient client;

    /** Connects to the server. */
    protected abstract KubernetesClient connected();

    /** Where objects are made. */
    protected String namespace() {
        return "default";
    }

    @BeforeEach
    void connect() {
        client = connected();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    static Stream<String> goldenFiles() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void shouldPassStrictValidation(String file) throws IOException {
        for (HasMetadata object : read(file)) {
            HasMetadata stored = client.resource(object)
                    .inNamespace(namespace())
                    .dryRun()
                    .fieldValidation(Validation.STRICT)
                    .create();

            assertThat(stored.getMetadata().getUid()).as(file).isNotBlank();
        }
    }

    /** What an executor changes in its Jobs; suspended from the start, so that no machine ever runs anything. */
    @Test
    void shouldBeAllowedWhatItDoesToAJob() throws IOException {
        Job golden = read("plain.yaml").stream()
                .filter(Job.class::isInstance)
                .map(Job.class::cast)
                .findFirst()
                .orElseThrow();
        Job suspended = new JobBuilder(golden)
                .editMetadata()
                .withName("outrider-test-" + UUID.randomUUID())
                .endMetadata()
                .editSpec()
                .withSuspend(true)
                .endSpec()
                .build();
        Resource<Job> job = client.batch().v1().jobs().inNamespace(namespace()).resource(suspended);
        try {
            job.fieldValidation(Validation.STRICT).create();
            Job stopped = job.patch(
                    MERGE,
                    new JobBuilder()
                            .withNewMetadata()
                            .withAnnotations(Map.of(Names.STOP, "CANCELLED"))
                            .endMetadata()
                            .withNewSpec()
                            .withSuspend(true)
                            .endSpec()
                            .build());

            assertThat(stopped.getMetadata().getAnnotations()).containsEntry(Names.STOP, "CANCELLED");
            assertThat(stopped.getSpec().getSuspend()).isTrue();
            assertThat(stopped.getSpec().getTemplate().getSpec().getContainers())
                    .as("containers after the patch")
                    .hasSameSizeAs(golden.getSpec().getTemplate().getSpec().getContainers());
        } finally {
            job.withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
        }
    }

    private List<HasMetadata> read(String file) throws IOException {
        try (InputStream yaml = Files.newInputStream(GOLDEN.resolve(file))) {
            List<HasMetadata> objects = client.load(yaml).items();
            objects.forEach(object -> object.getMetadata().setNamespace(namespace()));
            return objects;
        }
    }
}
