package io.outrider.k8s;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.k8s.attempt.application.Cluster;
import io.outrider.k8s.attempt.domain.AttemptKey;
import io.outrider.k8s.attempt.objects.Names;
import io.outrider.k8s.leader.Leading;
import io.outrider.k8s.leader.Reachable;
import io.outrider.outbox.BrokerAccess;
import io.outrider.outbox.RecordCodec;
import io.outrider.outbox.RecordDecoder;
import io.outrider.outbox.RecordDecoder.Decoded;
import io.outrider.outbox.RelayProducer;
import io.outrider.played.PodFault;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.ImageRef;
import io.outrider.schemas.avro.NodeEvent;
import io.outrider.schemas.avro.NodeStatus;
import io.outrider.schemas.avro.OnLost;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskCommandKind;
import io.outrider.schemas.avro.TaskEvent;
import io.outrider.schemas.avro.TaskLog;
import io.outrider.schemas.avro.TaskSpec;
import io.outrider.schemas.avro.TaskStatus;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executor on the real Kafka and a played cluster: what a cluster may do to a task, and what is said of it. */
@QuarkusTest
@WithTestResource(PlayedResource.class)
class ExecutorTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String SHA = "0123456789abcdef".repeat(4);

    @Inject
    RecordCodec codec;

    @Inject
    RecordDecoder decoder;

    @Inject
    RelayProducer producer;

    @Inject
    BrokerAccess broker;

    @Inject
    KubernetesClient client;

    @Inject
    MeterRegistry meters;

    @Inject
    Leading leading;

    @Inject
    Cluster cluster;

    @Inject
    @Readiness
    Reachable reachable;

    private final String task = "job-" + UUID.randomUUID() + "/0";
    private final List<SpecificRecord> heard = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private Thread listener;

    @BeforeEach
    void start() {
        await().atMost(Duration.ofSeconds(60)).until(() -> codec.ready() && leading.leads());
        listener = Thread.ofPlatform().daemon().start(this::listen);
    }

    @AfterEach
    void stop() throws InterruptedException {
        PlayedResource.cluster().faults().clear();
        closed = true;
        listener.join();
    }

    @Test
    void shouldRunATask() {
        start(1, "echo hello; printf '{\"a\":1}' > $OUTRIDER_OUT/outputs.json");

        TaskEvent end = end();

        assertThat(end.getStatus()).as(end.getReason()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(end.getOutputs()).isEqualTo("{\"a\":1}");
        assertThat(end.getExitCode()).isZero();
        assertThat(end.getStartedAt()).isNotNull();
        assertThat(end.getLogSize()).isEqualTo(6);
        assertThat(wholeLog()).isEqualTo("hello\n");
        assertThat(statuses()).containsExactly(TaskStatus.ACCEPTED, TaskStatus.RUNNING, TaskStatus.SUCCEEDED);
        await().atMost(SOON).untilAsserted(() -> {
            Job job = job();
            assertThat(job.getMetadata().getAnnotations()).containsEntry(Names.REPORTED, "SUCCEEDED");
            assertThat(client.secrets()
                            .inNamespace("tasks")
                            .withName(job.getMetadata().getName())
                            .get())
                    .isNull();
        });
    }

    @Test
    void shouldShowHowFarItIsBehindItsCommands() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(meters.find("kafka.consumer.fetch.manager.records.lag.max")
                                .tag("client.id", "kafka-consumer-task-commands")
                                .meters())
                        .hasSize(1));
    }

    @Test
    void shouldRegisterTheClusterAsANode() {
        await().atMost(SOON).until(() -> !of(NodeEvent.class).isEmpty());

        NodeEvent node = of(NodeEvent.class).getLast();
        assertThat(node.getNode()).isEqualTo("test-cluster");
        assertThat(node.getExecutor()).isEqualTo("test-cluster");
        assertThat(node.getStatus()).isEqualTo(NodeStatus.ONLINE);
        assertThat(node.getRuntimes()).containsExactly("kubernetes");
        assertThat(node.getSlots()).isEqualTo(7);
        assertThat(node.getLabels()).containsEntry("site", "test");
    }

    @Test
    void shouldStartATaskOnceThoughToldTwice() {
        start(1, "echo once");
        start(1, "echo once");

        assertThat(end().getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
        start(1, "echo once");

        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> statuses().size() == 3);
        assertThat(wholeLog()).isEqualTo("once\n");
    }

    @Test
    void shouldCancelWithGrace() {
        start(1, "trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.1; done");
        await().atMost(SOON).until(() -> statuses().contains(TaskStatus.RUNNING));
        await().atMost(SOON).until(() -> log().equals("up\n"));

        cancel(1, "not wanted any more");

        TaskEvent end = end();
        assertThat(end.getStatus()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(end.getReason()).isEqualTo("not wanted any more");
        assertThat(wholeLog()).isEqualTo("up\nbye\n");
    }

    @Test
    void shouldNotUseUpTheGraceOfATaskThatEndsAtOnce() {
        TaskSpec patient = spec("trap 'exit 0' TERM; echo up; while :; do sleep 0.1; done")
                .setGracePeriodSeconds(120)
                .build();
        send(TaskCommandKind.START, 1, patient, null);
        await().atMost(SOON).until(() -> log().equals("up\n"));

        cancel(1, "not wanted any more");

        assertThat(end().getStatus()).isEqualTo(TaskStatus.CANCELLED);
    }

    @Test
    void shouldGiveTheTasksGraceThoughItsPodIsNotDeletedAtOnce() {
        TaskSpec stubborn = spec("trap '' TERM; echo up; while :; do sleep 0.1; done")
                .setGracePeriodSeconds(1)
                .build();
        send(TaskCommandKind.START, 1, stubborn, null);
        await().atMost(SOON).until(() -> log().equals("up\n"));
        // Its executor asks again, and the cluster's controllers have looked in between.
        PlayedResource.cluster().faults().nextRequests("DELETE", "/pods/", 500, 1);

        cancel(1, "not wanted any more");

        assertThat(end().getStatus()).as(end().getReason()).isEqualTo(TaskStatus.CANCELLED);
    }

    @Test
    void shouldTimeOut() {
        send(TaskCommandKind.START, 1, spec("sleep 600").setTimeoutSeconds(1).build(), null);

        assertThat(end().getStatus()).isEqualTo(TaskStatus.TIMED_OUT);
        assertThat(end().getReason()).contains("not finished within 1s");
    }

    @Test
    void shouldSayWhyAnImageCannotBePulled() {
        assertThat(failing(PodFault.IMAGE_PULL, TaskStatus.FAILED).getReason()).contains("ImagePull");
    }

    @Test
    void shouldSayThatAnImagesNameCannotBeRead() {
        assertThat(failing(PodFault.INVALID_IMAGE_NAME, TaskStatus.FAILED).getReason())
                .contains("InvalidImageName");
    }

    @Test
    void shouldHandBackWhatFindsNoMachine() {
        assertThat(failing(PodFault.UNSCHEDULABLE, TaskStatus.REFUSED).getReason())
                .contains("not started within 8s", "Unschedulable");
    }

    @Test
    void shouldKnowWhyTheClusterMakesNoPod() {
        AttemptKey key = new AttemptKey(task, 1, 1);
        client.v1()
                .events()
                .inNamespace("tasks")
                .resource(new EventBuilder()
                        .withNewMetadata()
                        .withName("event-" + UUID.randomUUID())
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withKind("Job")
                        .withName(Names.job(key))
                        .endInvolvedObject()
                        .withType("Warning")
                        .withReason("FailedCreate")
                        .withMessage("exceeded quota: jobs")
                        .build())
                .create();

        assertThat(cluster.trouble(key, null)).contains("FailedCreate: exceeded quota: jobs");
        assertThat(cluster.trouble(new AttemptKey(task, 1, 2), null)).isEmpty();
    }

    @Test
    void shouldSayWhatKeepsAPodThatHasAMachine() {
        assertThat(failing(PodFault.MOUNT, TaskStatus.REFUSED).getReason())
                .contains("not started within 8s", "FailedMount");
    }

    @Test
    void shouldTellTheLatestOfSeveralTroubles() {
        AttemptKey key = new AttemptKey(task, 1, 1);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        warn(Names.job(key), "FailedCreate", now.minusSeconds(60));
        warn("pod-of-" + Names.job(key), "FailedMount", now);
        warn("pod-of-" + Names.job(key), "FailedScheduling", now.minusSeconds(30));

        assertThat(cluster.trouble(key, "pod-of-" + Names.job(key))).contains("FailedMount: because");
        assertThat(cluster.trouble(key, null)).contains("FailedCreate: because");
    }

    private void warn(String name, String reason, Instant at) {
        client.v1()
                .events()
                .inNamespace("tasks")
                .resource(new EventBuilder()
                        .withNewMetadata()
                        .withName("event-" + UUID.randomUUID())
                        .endMetadata()
                        .withNewInvolvedObject()
                        .withName(name)
                        .endInvolvedObject()
                        .withType("Warning")
                        .withReason(reason)
                        .withMessage("because")
                        .withLastTimestamp(at.toString())
                        .build())
                .create();
    }

    @Test
    void shouldSayThatMemoryWasShort() {
        assertThat(failing(PodFault.OUT_OF_MEMORY, TaskStatus.FAILED).getReason())
                .contains("OOMKilled");
    }

    @Test
    void shouldSayThatAPodWasEvicted() {
        assertThat(failing(PodFault.EVICTED, TaskStatus.FAILED).getReason()).contains("Evicted");
    }

    @Test
    void shouldSayThatAMachineIsLost() {
        assertThat(failing(PodFault.NODE_LOST, TaskStatus.LOST).getReason()).contains("node lost");
    }

    @Test
    void shouldLastThroughAnApiServerInTrouble() {
        PlayedResource.cluster().faults().nextRequests("POST", "/jobs", 500, 2);
        PlayedResource.cluster().faults().nextRequests("POST", "/secrets", 429, 2);
        PlayedResource.cluster().faults().nextRequests("PATCH", "/jobs", 500, 1);
        start(1, "echo one; sleep 2; echo two");
        await().atMost(SOON).until(() -> statuses().contains(TaskStatus.RUNNING));

        PlayedResource.cluster().closeWatches();

        assertThat(end().getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(wholeLog()).isEqualTo("one\ntwo\n");
    }

    @Test
    void shouldHearWhatItsWatchesMissed(@TempDir Path steps) throws Exception {
        endsUnwatched(steps, () -> {});
    }

    @Test
    void shouldListAnewWhatTheApiServerHasForgotten(@TempDir Path steps) throws Exception {
        endsUnwatched(steps, PlayedResource.cluster()::expireWatches);
    }

    @Test
    void shouldListAnewWhenItsWatchesExpire() {
        start(1, "echo one; sleep 2; echo two");
        await().atMost(SOON).until(() -> statuses().contains(TaskStatus.RUNNING));

        PlayedResource.cluster().expireWatches();

        assertThat(end().getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
    }

    /** A task begins and ends while no watch of its Job and its pod is open. */
    private void endsUnwatched(Path steps, Runnable meanwhile) throws Exception {
        start(1, "echo one; while [ ! -e %1$s/go ]; do sleep 0.05; done".formatted(steps));
        await().atMost(SOON).until(() -> log().equals("one\n"));
        PlayedResource.cluster().faults().nextRequests("WATCH", "/namespaces/tasks/", 500, 1_000);
        PlayedResource.cluster().closeWatches();
        Files.createFile(steps.resolve("go"));
        await().atMost(SOON).until(this::isOver);
        meanwhile.run();

        PlayedResource.cluster().faults().clear();

        assertThat(end().getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
    }

    /** Its container has ended, as its pod says. */
    private boolean isOver() {
        return PlayedResource.cluster().pods().stream()
                .filter(pod -> task.equals(pod.getMetadata().getAnnotations().get(Names.TASK_ID)))
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .anyMatch(status -> status.getState().getTerminated() != null);
    }

    @Test
    void shouldGiveTheLeaseBackWhileItMayNotList() {
        PlayedResource.cluster().faults().nextRequests("GET", "/jobs?", 403, 1_000);
        // Who leads may renew it at the same moment, so that the edit is refused.
        await().atMost(SOON)
                .ignoreExceptionsInstanceOf(KubernetesClientException.class)
                .until(() -> {
                    lease().edit(lease -> {
                        lease.getSpec().setHolderIdentity("somebody else");
                        lease.getSpec().setRenewTime(ZonedDateTime.now(ZoneOffset.UTC));
                        return lease;
                    });
                    return true;
                });

        await().atMost(SOON).untilAsserted(() -> {
            HealthCheckResponse ready = reachable.call();
            assertThat(ready.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
            assertThat(ready.getData().orElseThrow().get("problem").toString())
                    .contains("Expected to list Jobs and pods within 6s, but the API server answered 403");
        });
        // One that is given back is over at once.
        await().atMost(SOON).until(() -> lease().get().getSpec().getLeaseDurationSeconds() == 1);
        PlayedResource.cluster().faults().clear();
        await().atMost(SOON).until(leading::leads);
        assertThat(reachable.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    private Resource<Lease> lease() {
        return client.leases().inNamespace("tasks").withName("outrider-executor-test-cluster");
    }

    @Test
    void shouldSayWhereTheMachineDroppedLines(@TempDir Path steps) throws Exception {
        start(1, """
                await() { while [ ! -e %1$s/$1 ]; do sleep 0.05; done; }
                echo one; await two; echo two; touch %1$s/told; await three; echo three""".formatted(steps));
        await().atMost(SOON).until(() -> log().equals("one\n"));
        // Each try takes more than half a second as long as the task runs.
        PlayedResource.cluster().faults().nextRequests("GET", "/log", 500, 4);
        PlayedResource.cluster().dropLogs();
        Files.createFile(steps.resolve("two"));
        await().atMost(SOON).until(() -> Files.exists(steps.resolve("told")));
        Thread.sleep(300);
        PlayedResource.cluster().dropLogs();
        Files.createFile(steps.resolve("three"));

        TaskEvent end = end();

        assertThat(end.getStatus()).as(end.getReason()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(wholeLog()).matches("one\n\\[lines may be missing here: .*]\nthree\n");
    }

    @Test
    void shouldTryAgainWhenAQuotaIsChangedAtTheSameMoment() {
        PlayedResource.cluster().faults().nextRequests("POST", "/jobs", 409, 1);

        start(1, "echo one");

        assertThat(end().getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
    }

    @Test
    void shouldLeaveNothingOfARefusedJob() {
        PlayedResource.cluster().faults().nextRequests("POST", "/jobs", 403, 1);

        start(1, "echo one");

        TaskEvent end = end();
        assertThat(end.getStatus()).isEqualTo(TaskStatus.REFUSED);
        assertThat(end.getReason()).contains("answered 403");
        assertThat(job()).isNull();
        assertThat(secret()).isNull();
    }

    @Test
    void shouldNotRefuseAJobThatIsThere() {
        start(1, "echo one; sleep 2; echo two");
        await().atMost(SOON).until(() -> statuses().contains(TaskStatus.RUNNING) && isOwned(secret()));
        PlayedResource.cluster().faults().nextRequests("GET", "/jobs/" + Names.job(new AttemptKey(task, 1, 1)), 404, 1);
        PlayedResource.cluster().faults().nextRequests("POST", "/jobs", 403, 1);

        start(1, "echo one; sleep 2; echo two");

        assertThat(end().getStatus()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(PlayedResource.cluster().faults().clear()).isZero();
        assertThat(wholeLog()).isEqualTo("one\ntwo\n");
        assertThat(statuses()).containsExactly(TaskStatus.ACCEPTED, TaskStatus.RUNNING, TaskStatus.SUCCEEDED);
    }

    @Test
    void shouldEndOlderEpochs() {
        start(1, "echo old; sleep 600");
        await().atMost(SOON).until(() -> statuses().contains(TaskStatus.RUNNING));

        start(2, "echo new");

        await().atMost(SOON).until(() -> statuses().containsAll(List.of(TaskStatus.LOST, TaskStatus.SUCCEEDED)));
        assertThat(of(TaskEvent.class))
                .filteredOn(event -> event.getStatus() == TaskStatus.LOST)
                .allMatch(event -> event.getEpoch() == 1);
    }

    @Test
    void shouldNotStartWhatIsOld() {
        TaskCommand command = command(TaskCommandKind.START, 1, spec("echo x").build(), null)
                .setAt(Instant.now().minus(Duration.ofHours(1)))
                .build();

        send(command);

        assertThat(end().getStatus()).isEqualTo(TaskStatus.REFUSED);
        assertThat(job()).isNull();
    }

    @Test
    void shouldRefuseAJobThatNoClusterStores() {
        start(1, "true # " + "x".repeat(1 << 20));

        TaskEvent end = end();

        assertThat(end.getReason()).contains("a Job of at most 1048576 bytes");
        assertThat(job()).isNull();
    }

    private TaskEvent failing(PodFault fault, TaskStatus status) {
        PlayedResource.cluster().faults().nextPod(fault);
        start(1, "echo begun; sleep 600");
        TaskEvent end = end();
        assertThat(end.getStatus()).as(end.getReason()).isEqualTo(status);
        return end;
    }

    private void start(int epoch, String script) {
        send(TaskCommandKind.START, epoch, spec(script).build(), null);
    }

    private void cancel(int epoch, String reason) {
        send(TaskCommandKind.CANCEL, epoch, null, reason);
    }

    private void send(TaskCommandKind kind, int epoch, @Nullable TaskSpec spec, @Nullable String reason) {
        send(command(kind, epoch, spec, reason).build());
    }

    private TaskCommand.Builder command(
            TaskCommandKind kind, int epoch, @Nullable TaskSpec spec, @Nullable String reason) {
        return TaskCommand.newBuilder()
                .setKind(kind)
                .setTaskId(task)
                .setJobId("job-of-" + task)
                .setProject("default")
                .setAttempt(1)
                .setEpoch(epoch)
                .setExecutor("test-cluster")
                .setNode("test-cluster")
                .setReason(reason)
                .setAt(Instant.now())
                .setSpec(spec);
    }

    private void send(TaskCommand command) {
        Envelope envelope = Envelope.first("io.outrider.task.commanded", "/test", Instant.now(), task, "tester");
        CompletableFuture<Boolean> sent = new CompletableFuture<>();
        producer.send(
                new ProducerRecord<>(
                        Topic.TASK_COMMANDS_NAME,
                        null,
                        command.getNode(),
                        codec.encode(Topic.TASK_COMMANDS, command),
                        envelope.toHeaders()),
                failure -> sent.complete(failure == null));
        assertThat(sent.join()).isTrue();
    }

    private static TaskSpec.Builder spec(String script) {
        return TaskSpec.newBuilder()
                .setTemplate("shell")
                .setVersion("1.0.0")
                .setMethod("run")
                .setImage(ImageRef.newBuilder()
                        .setDigest("sha256:" + SHA)
                        .setReference("registry.local/shell@sha256:" + SHA)
                        .build())
                .setCommand(List.of("/bin/sh", "-c", script))
                .setWorkdir("/")
                .setTimeoutSeconds(300)
                .setGracePeriodSeconds(5)
                .setOnLost(OnLost.FAIL);
    }

    private TaskEvent end() {
        return await().atMost(SOON)
                .until(
                        () -> of(TaskEvent.class).stream()
                                .filter(event -> event.getStatus() != TaskStatus.ACCEPTED
                                        && event.getStatus() != TaskStatus.RUNNING)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private List<TaskStatus> statuses() {
        return of(TaskEvent.class).stream().map(TaskEvent::getStatus).toList();
    }

    /** Topics are read in no order: what the end promises may still be on its way. */
    private String wholeLog() {
        long size = end().getLogSize();
        await().atMost(SOON).until(() -> log().getBytes(UTF_8).length >= size);
        return log();
    }

    private String log() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        for (TaskLog range : of(TaskLog.class)) {
            byte[] data = new byte[range.getData().remaining()];
            range.getData().duplicate().get(data);
            int known = (int) (log.size() - range.getOffset());
            if (known >= 0 && known < data.length) {
                log.write(data, known, data.length - known);
            }
        }
        return log.toString(UTF_8);
    }

    private <T extends SpecificRecord> List<T> of(Class<T> type) {
        return heard.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(record -> switch (record) {
                    case TaskEvent event -> event.getTaskId().equals(task);
                    case TaskLog log -> log.getTaskId().equals(task);
                    default -> true;
                })
                .toList();
    }

    private @Nullable Job job() {
        return client.batch().v1().jobs().inNamespace("tasks").list().getItems().stream()
                .filter(job -> task.equals(job.getMetadata().getAnnotations().get(Names.TASK_ID)))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Secret secret() {
        return client.secrets()
                .inNamespace("tasks")
                .withName(Names.secret(new AttemptKey(task, 1, 1), 0))
                .get();
    }

    /** The last that is done when an attempt is created. */
    private static boolean isOwned(@Nullable Secret secret) {
        return secret != null && !secret.getMetadata().getOwnerReferences().isEmpty();
    }

    private void listen() {
        Map<String, Object> settings = new HashMap<>(broker.settings());
        settings.put("group.id", "test-" + UUID.randomUUID());
        settings.put("auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topic.TASK_EVENTS_NAME, Topic.TASK_LOGS_NAME, Topic.NODE_EVENTS_NAME));
            while (!closed) {
                for (ConsumerRecord<String, byte[]> raw : consumer.poll(Duration.ofMillis(50))) {
                    keep(raw);
                }
            }
        }
    }

    private void keep(ConsumerRecord<String, byte[]> raw) {
        Topic<?> topic = Topic.all().stream()
                .filter(each -> each.name().equals(raw.topic()))
                .findFirst()
                .orElseThrow();
        if (decoder.decode(topic, raw) instanceof Decoded<?>(var received)) {
            heard.add((SpecificRecord) received.value());
        }
    }
}
