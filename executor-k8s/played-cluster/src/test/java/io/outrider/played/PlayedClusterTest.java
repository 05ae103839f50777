package io.outrider.played;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayedClusterTest {

    private final PlayedCluster cluster;
    private final KubernetesClient client;

    PlayedClusterTest(@TempDir Path folder) {
        cluster = new PlayedCluster(folder, Map.of("companion:1", List.of("/bin/sh", "-c")));
        client = cluster.client();
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    @Test
    void shouldRunAJobToItsEnd() throws Exception {
        client.secrets()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("inputs")
                        .endMetadata()
                        .addToData("parameters.json", "eyJhIjoxfQ==")
                        .build())
                .create();
        create(
                job(
                        "one",
                        "echo hello; cat $OUTRIDER_IN/parameters.json; echo; echo $$(date) $$$$ > /dev/null; echo done > $OUTRIDER_OUT/x"));

        Pod pod = awaitPhase("Succeeded");

        assertThat(pod.getStatus()
                        .getContainerStatuses()
                        .getFirst()
                        .getState()
                        .getTerminated()
                        .getReason())
                .isEqualTo("Completed");
        var sidecar =
                pod.getStatus().getInitContainerStatuses().getFirst().getState().getTerminated();
        assertThat(sidecar.getExitCode()).isZero();
        assertThat(sidecar.getMessage()).isEqualTo("done\n");
        assertThat(client.pods()
                        .withName(pod.getMetadata().getName())
                        .inContainer("task")
                        .getLog())
                .isEqualTo("hello\n{\"a\":1}\n");
        await().until(() -> condition("one", "Complete"));
        assertThat(pod.getMetadata().getLabels()).containsEntry("batch.kubernetes.io/job-name", "one");
    }

    @Test
    void shouldFollowALogWithTimestamps() throws Exception {
        create(job("two", "echo first; sleep 1; printf last"));
        Pod pod = awaitPhase("Running");

        String log;
        try (var watch = client.pods()
                        .withName(pod.getMetadata().getName())
                        .inContainer("task")
                        .usingTimestamps()
                        .watchLog();
                InputStream in = watch.getOutput()) {
            log = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(log.lines()).hasSize(2).allMatch(line -> line.matches("\\S+Z (first|last)"));
        assertThat(log).endsWith("\n");
    }

    @Test
    void shouldEndAPodWithinItsGracePeriod() {
        create(job("three", "trap 'echo bye; exit 3' TERM; while :; do sleep 0.1; done"));
        Pod pod = awaitPhase("Running");

        client.pods()
                .withName(pod.getMetadata().getName())
                .withGracePeriod(5_000)
                .delete();

        await().until(() -> condition("three", "Failed"));
        await().until(() -> client.pods().withName(pod.getMetadata().getName()).get() == null);
    }

    @Test
    void shouldKeepAPodThatCannotStartPending() {
        cluster.faults().nextPod(PodFault.IMAGE_PULL);
        create(job("four", "true"));

        await().until(() -> pods().stream()
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .anyMatch(status -> status.getState().getWaiting() != null
                        && "ImagePullBackOff"
                                .equals(status.getState().getWaiting().getReason())));
        client.batch().v1().jobs().withName("four").delete();

        await().until(() -> pods().isEmpty());
    }

    @Test
    void shouldTellOfMemoryAndOfMissingPrograms() {
        cluster.faults().nextPod(PodFault.OUT_OF_MEMORY);
        create(job("five", "sleep 30"));
        Pod killed = awaitPhase("Failed");
        var killedState =
                killed.getStatus().getContainerStatuses().getFirst().getState().getTerminated();

        assertThat(killedState.getReason()).isEqualTo("OOMKilled");
        assertThat(killedState.getExitCode()).isEqualTo(137);
    }

    @Test
    void shouldDeleteThePodOfASuspendedJob() {
        create(job("six", "sleep 30"));
        awaitPhase("Running");

        client.batch()
                .v1()
                .jobs()
                .withName("six")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"suspend\":true}}");

        await().until(() -> pods().isEmpty() && condition("six", "Suspended"));
    }

    @Test
    void shouldRefuseWhatIsNotAJob() {
        assertThatThrownBy(() -> create(job("seven", "true").replace("\"backoffLimit\"", "\"backofLimit\"")))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("backofLimit");
        assertThatThrownBy(() ->
                        create(job("eight", "true").replace("\"restartPolicy\":\"Never\"", "\"restartPolicy\":\"No\"")))
                .hasMessageContaining("restartPolicy");
        assertThatThrownBy(() -> create(job("Nine", "true"))).hasMessageContaining("RFC 1123");
        create(job("ten", "true"));
        assertThatThrownBy(() -> create(job("ten", "true")))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
        assertThatThrownBy(() -> client.batch()
                        .v1()
                        .jobs()
                        .withName("ten")
                        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"completions\":2}}"))
                .hasMessageContaining("immutable");
    }

    @Test
    void shouldLetOneOfTwoHaveALease() {
        Lease lease = new LeaseBuilder()
                .withNewMetadata()
                .withName("leader")
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity("one")
                .withRenewTime(ZonedDateTime.now(ZoneOffset.UTC))
                .withLeaseDurationSeconds(15)
                .endSpec()
                .build();
        Lease created = client.leases().resource(lease).create();
        created.getSpec().setHolderIdentity("two");

        Lease taken = client.leases().resource(created).lockResourceVersion().update();

        assertThat(taken.getSpec().getHolderIdentity()).isEqualTo("two");
        assertThatThrownBy(() ->
                        client.leases().resource(created).lockResourceVersion().update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
    }

    @Test
    void shouldSayThatANameIsTaken() {
        create(job("twelve", "true"));

        assertThatThrownBy(() -> create(job("twelve", "true")))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists"));
    }

    @Test
    void shouldLetWatchersComeBack() {
        try (var informer = client.batch().v1().jobs().inform()) {
            cluster.closeWatches();
            cluster.faults().nextRequests("WATCH", "jobs", 410, 1);
            create(job("eleven", "true"));

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> informer.getStore().list().stream()
                            .anyMatch(job -> job.getMetadata().getName().equals("eleven")));
        }
    }

    @Test
    void shouldTellAWatchWhatCameAfterItsVersion() {
        create(job("thirteen", "sleep 30"));
        String version = version();
        create(job("fourteen", "sleep 30"));
        client.batch().v1().jobs().withName("thirteen").delete();
        List<String> heard = new CopyOnWriteArrayList<>();

        Watch watch = watch(version, heard);

        await().until(() -> heard.containsAll(List.of("ADDED fourteen", "DELETED thirteen")));
        create(job("fifteen", "sleep 30"));
        await().until(() -> heard.contains("ADDED fifteen"));
        watch.close();
        assertThat(heard).doesNotContain("ADDED thirteen").doesNotHaveDuplicates();
    }

    @Test
    void shouldTellAWatchThatItsVersionIsTooOld() {
        String version = create(job("sixteen", "sleep 30"));
        create(job("seventeen", "sleep 30"));
        List<String> late = new CopyOnWriteArrayList<>();
        List<String> open = new CopyOnWriteArrayList<>();
        Watch inTime = watch(version, open);
        await().until(() -> open.contains("ADDED seventeen"));

        cluster.expireWatches();
        Watch tooLate = watch(version, late);

        await().until(() -> open.contains("gone") && late.contains("gone"));
        inTime.close();
        tooLate.close();
        assertThat(late).containsExactly("gone");
    }

    private String version() {
        return client.batch().v1().jobs().list().getMetadata().getResourceVersion();
    }

    /** Hears of each kind of change of each Job once. */
    private Watch watch(String version, List<String> heard) {
        ListOptions options =
                new ListOptionsBuilder().withResourceVersion(version).build();
        return client.batch().v1().jobs().watch(options, new Watcher<>() {
            @Override
            public void eventReceived(Action action, Job job) {
                if (action != Action.MODIFIED) {
                    heard.add(action + " " + job.getMetadata().getName());
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                heard.add(cause.isHttpGone() ? "gone" : "broken");
            }
        });
    }

    private String create(String manifest) {
        return client.batch()
                .v1()
                .jobs()
                .resource(Serialization.unmarshal(manifest, Job.class))
                .create()
                .getMetadata()
                .getResourceVersion();
    }

    private Pod awaitPhase(String phase) {
        await("a pod that is " + phase)
                .atMost(Duration.ofSeconds(20))
                .until(() -> pods().stream()
                        .anyMatch(pod -> phase.equals(pod.getStatus().getPhase())));
        return pods().stream()
                .filter(pod -> phase.equals(pod.getStatus().getPhase()))
                .findFirst()
                .orElseThrow();
    }

    private List<Pod> pods() {
        return client.pods().list().getItems();
    }

    private boolean condition(String job, String type) {
        return client.batch().v1().jobs().withName(job).get().getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals(type)
                        && condition.getStatus().equals("True"));
    }

    private static String job(String name, String script) {
        return """
                {"apiVersion":"batch/v1","kind":"Job","metadata":{"name":"%s"},"spec":{"backoffLimit":0,
                 "template":{"spec":{"restartPolicy":"Never","terminationGracePeriodSeconds":5,
                  "volumes":[{"name":"in","secret":{"secretName":"inputs","optional":true}},{"name":"out","emptyDir":{}}],
                  "initContainers":[{"name":"collect","image":"companion:1","restartPolicy":"Always",
                   "args":["trap 'cat $OUTRIDER_OUT/x > $OUTRIDER_TERMINATION_LOG; exit 0' TERM; while :; do sleep 0.1; done"],
                   "env":[{"name":"OUTRIDER_OUT","value":"/outrider/out"}],
                   "volumeMounts":[{"name":"out","mountPath":"/outrider/out"}]}],
                  "containers":[{"name":"task","image":"task:1","command":["/bin/sh","-c","%s"],
                   "env":[{"name":"OUTRIDER_IN","value":"/outrider/in"},{"name":"OUTRIDER_OUT","value":"/outrider/out"}],
                   "volumeMounts":[{"name":"in","mountPath":"/outrider/in"},{"name":"out","mountPath":"/outrider/out"}]}]}}}}""".formatted(name, script);
    }
}
