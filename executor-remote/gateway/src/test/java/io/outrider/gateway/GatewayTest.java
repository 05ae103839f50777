package io.outrider.gateway;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.gateway.identity.outbound.ca.CertificateAuthority;
import io.outrider.outbox.RecordCodec;
import io.outrider.protocol.AcceptRequest;
import io.outrider.protocol.AcceptResponse;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.Cancel;
import io.outrider.protocol.LeaseRequest;
import io.outrider.protocol.LeaseResponse;
import io.outrider.protocol.LogTail;
import io.outrider.protocol.Offer;
import io.outrider.protocol.PollRequest;
import io.outrider.protocol.PollResponse;
import io.outrider.protocol.ProblemBody;
import io.outrider.protocol.ProtocolJson;
import io.outrider.protocol.Report;
import io.outrider.protocol.ReportRequest;
import io.outrider.protocol.ReportResponse;
import io.outrider.protocol.ReportStatus;
import io.outrider.protocol.ReprDigest;
import io.outrider.protocol.TaskRef;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.NodeEvent;
import io.outrider.schemas.avro.NodeStatus;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskCommandKind;
import io.outrider.schemas.avro.TaskEvent;
import io.outrider.schemas.avro.TaskLog;
import io.outrider.schemas.avro.TaskStatus;
import io.outrider.stack.testing.BrokerSuite;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway on real Kafka, PostgreSQL and TLS sockets; leases of 3 s, polls of 4 s, 2 s to accept. */
@BrokerSuite
@QuarkusTest
@WithTestResource(value = EmbeddedStackResource.class, initArgs = @ResourceArg(name = "database", value = "gateway"))
class GatewayTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    CertificateAuthority authority;

    @Inject
    RecordCodec codec;

    @Inject
    ArtifactStore store;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ConfigProperty(name = "outrider.registry.url")
    String registryUrl;

    @ConfigProperty(name = "outrider.gateway.agents.port")
    int port;

    private final String node = "node-" + UUID.randomUUID();
    private Topics topics;
    private TestMachine machine;

    @BeforeEach
    void start() {
        await().atMost(Duration.ofSeconds(60)).until(codec::ready);
        topics = new Topics(bootstrapServers, registryUrl);
        machine = TestMachine.unknown(port, authority.certificate());
    }

    @AfterEach
    void stop() throws Exception {
        machine.close();
        topics.close();
    }

    @Test
    void shouldCarryATaskFromCommandToResult() {
        machine.enrol(token(node), node);
        String task = startTask(1, 1, null);

        Offer offer = poll("s1").offers().getFirst();
        AcceptResponse accepted = accept(offer);
        report(Report.running(offer.ref(), 5));
        ReportResponse reported = report(ended(offer.ref(), ReportStatus.SUCCEEDED, "hello\n"));

        assertThat(offer.job()).isEqualTo("job-" + task);
        assertThat(offer.spec().command()).containsExactly("/bin/true");
        assertThat(accepted.accepted()).extracting(AcceptResponse.Accepted::ref).containsExactly(offer.ref());
        assertThat(reported.acknowledged()).containsExactly(offer.ref());
        TaskEvent end = awaitEvent(task, TaskStatus.SUCCEEDED);
        assertThat(end.getOutputs()).isEqualTo("{\"a\":1}");
        assertThat(end.getExitCode()).isZero();
        assertThat(end.getLogSize()).isEqualTo(6);
        assertThat(end.getStartedAt()).isNotNull();
        assertThat(end.getProject()).isEqualTo("default");
        assertThat(end.getTemplate()).isEqualTo("hello");
        assertThat(end.getMethod()).isEqualTo("run");
        assertThat(end.getReaction()).isEqualTo("disk-full");
        assertThat(end.getCausationDepth()).isEqualTo(2);
        assertThat(statuses(task)).endsWith(TaskStatus.SUCCEEDED).startsWith(TaskStatus.ACCEPTED);
        await().atMost(SOON).untilAsserted(() -> assertThat(log(task)).isEqualTo("hello\n"));
    }

    @Test
    void shouldWakeAParkedPollAtOnce() {
        machine.enrol(token(node), node);
        poll204();
        var parked = machine.postAsync(AgentPaths.POLL, pollRequest("s1", 2));
        await().pollDelay(Duration.ofMillis(300)).until(() -> !parked.isDone());

        List<Long> millis = new ArrayList<>();
        millis.add(wake(parked));
        for (int i = 0; i < 4; i++) {
            var next = machine.postAsync(AgentPaths.POLL, pollRequest("s1", 4));
            await().pollDelay(Duration.ofMillis(200)).until(() -> !next.isDone());
            millis.add(wake(next));
        }

        // An interval of a second anywhere on the way would show in the median; a busy machine only in single ones.
        assertThat(millis.stream().sorted().toList().get(2)).isLessThan(250);
    }

    private long wake(CompletableFuture<HttpResponse<byte[]>> parked) {
        long sent = System.nanoTime();
        startTask(1, 1, null);
        HttpResponse<byte[]> response = parked.join();
        long millis = (System.nanoTime() - sent) / 1_000_000;
        PollResponse answer = ProtocolJson.read(response.body(), PollResponse.class);
        assertThat(answer.offers()).hasSize(1);
        report(new Report(
                answer.offers().getFirst().ref(),
                ReportStatus.REFUSED,
                null,
                "no",
                null,
                List.of(),
                0,
                null,
                null,
                null));
        return millis;
    }

    @Test
    void shouldSendAnOlderPollHomeAndKeepToFreeSlots() {
        machine.enrol(token(node), node);
        var older = machine.postAsync(AgentPaths.POLL, pollRequest("s1", 0));
        await().pollDelay(Duration.ofMillis(300)).until(() -> !older.isDone());
        startTask(1, 1, null);
        startTask(1, 1, null);
        await().atMost(SOON).until(() -> offers() == 2);

        PollResponse newer = machine.post(AgentPaths.POLL, pollRequest("s1", 1), PollResponse.class);

        assertThat(older.join().statusCode()).isEqualTo(204);
        assertThat(newer.offers()).hasSize(1);
    }

    @Test
    void shouldRefuseWhoHasNoCertificateOfOurs() {
        HttpResponse<byte[]> nobody = machine.post(AgentPaths.POLL, pollRequest("s1", 1));
        var key = TestMachine.newKey("EC", 256);
        String foreign = ForeignAuthority.certificate(TestMachine.subject(authority.certificate()), key, "CN=" + node);
        TestMachine stranger = TestMachine.with(port, authority.certificate(), key, foreign);

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(problem(nobody).code()).isEqualTo("no-certificate");
        assertThatThrownBy(() -> stranger.post(AgentPaths.POLL, pollRequest("s1", 1)))
                .isInstanceOf(CompletionException.class);
        stranger.close();
    }

    @Test
    void shouldEnrolOnlyOnceForEachTokenAndName() {
        String token = token(node);
        String expired = token("expired-" + node);
        pool.query("update enrolment_token set expires_at = now() - interval '1 second' where name = 'expired-" + node
                        + "'")
                .executeAndAwait();
        HttpResponse<byte[]> wrongName = machine.askToEnrol(token, "other-" + node);
        TestMachine weak = TestMachine.with(port, authority.certificate(), TestMachine.newKey("RSA", 2048), null);
        HttpResponse<byte[]> weakKey = weak.askToEnrol(token, node);
        machine.enrol(token, node);
        TestMachine second = TestMachine.unknown(port, authority.certificate());

        assertThat(problem(wrongName).status()).isEqualTo(403);
        assertThat(problem(weakKey).status()).isEqualTo(422);
        assertThat(problem(second.askToEnrol(token, node)).code()).isEqualTo("token-used");
        assertThat(problem(second.askToEnrol(token(node), node)).code()).isEqualTo("name-taken");
        assertThat(problem(second.askToEnrol(expired, "expired-" + node)).code())
                .isEqualTo("token-expired");
        assertThat(problem(second.askToEnrol("x." + "0".repeat(64), node)).code())
                .isEqualTo("token-invalid");
        assertThat(second.askToEnrol("nonsense", node).statusCode()).isEqualTo(400);
        weak.close();
        second.close();
    }

    @Test
    void shouldCutOffARevokedNodeAndLetItsNameBeUsedAgain() {
        machine.enrol(token(node), node);
        String task = startTask(1, 1, null);
        Offer offer = poll("s1").offers().getFirst();
        accept(offer);

        given().auth()
                .oauth2("root-token-for-tests")
                .delete("/api/v1/enrolments/" + node)
                .then()
                .statusCode(204);

        await().atMost(SOON).untilAsserted(() -> assertThat(statusOfPoll()).isEqualTo(403));
        assertThat(awaitEvent(task, TaskStatus.LOST).getReason()).contains("revoked");
        assertThat(nodeEvents()).contains(NodeStatus.REMOVED);
        TestMachine next = TestMachine.unknown(port, authority.certificate());
        next.enrol(token(node), node);
        assertThat(next.post(AgentPaths.POLL, pollRequest("s9", 1)).statusCode())
                .isEqualTo(204);
        assertThat(statusOfPoll()).isEqualTo(403);
        next.close();
    }

    @Test
    void shouldTakeANodeThatHasEnrolledAgainAtAnotherReplica() {
        machine.enrol(token(node), node);
        KeyPair key = TestMachine.newKey("EC", 256);
        CertificateAuthority.Issued issued = authority.sign(TestMachine.csr(key), node);
        pool.preparedQuery("update enrolment set serial = $1 where name = $2")
                .executeAndAwait(Tuple.of(issued.serial(), node));

        TestMachine again = TestMachine.with(port, authority.certificate(), key, issued.chain());
        assertThat(again.post(AgentPaths.POLL, pollRequest("s1", 1)).statusCode())
                .isEqualTo(204);
        assertThat(statusOfPoll()).isEqualTo(403);
        again.close();
    }

    @Test
    void shouldFenceEpochsAndNonces() {
        machine.enrol(token(node), node);
        String task = startTask(1, 2, null);
        Offer offer = poll("s1").offers().getFirst();
        TaskRef stale = new TaskRef(task, 1, 1);

        AcceptResponse wrong = machine.post(
                AgentPaths.ACCEPT,
                new AcceptRequest(List.of(
                        new AcceptRequest.Accept(offer.ref(), "another"),
                        new AcceptRequest.Accept(stale, offer.nonce()))),
                AcceptResponse.class);
        AcceptResponse first = accept(offer);
        AcceptResponse again = accept(offer);
        send(command(TaskCommandKind.START, task, 1, 1, null));
        ReportResponse late = report(ended(stale, ReportStatus.FAILED, ""));
        HttpResponse<byte[]> log =
                machine.send("PATCH", AgentPaths.log(stale), new byte[3], "Content-Range", "bytes 0-2/*");

        assertThat(wrong.accepted()).isEmpty();
        assertThat(wrong.refused()).hasSize(2);
        assertThat(first).isEqualTo(again);
        assertThat(late.gone()).containsExactly(stale);
        assertThat(log.statusCode()).isEqualTo(410);
        report(ended(offer.ref(), ReportStatus.SUCCEEDED, ""));
        assertThat(report(ended(offer.ref(), ReportStatus.SUCCEEDED, "")).acknowledged())
                .containsExactly(offer.ref());
        assertThat(report(ended(offer.ref(), ReportStatus.FAILED, "")).gone()).containsExactly(offer.ref());
        awaitEvent(task, TaskStatus.SUCCEEDED);
        assertThat(statuses(task)).containsOnlyOnce(TaskStatus.ACCEPTED, TaskStatus.SUCCEEDED);
    }

    @Test
    void shouldTakeLogsByRange() throws Exception {
        machine.enrol(token(node), node);
        String task = startTask(1, 1, null);
        Offer offer = poll("s1").offers().getFirst();
        accept(offer);
        String path = AgentPaths.log(offer.ref());
        byte[] whole = "0123456789".getBytes(UTF_8);

        HttpResponse<byte[]> gap = patch(path, "56", "bytes 5-6/*");
        HttpResponse<byte[]> first = patch(path, "0123", "bytes 0-3/*");
        HttpResponse<byte[]> repeated = patch(path, "0123", "bytes 0-3/*");
        HttpResponse<byte[]> overlapping = patch(path, "2345", "bytes 2-5/*");
        HttpResponse<byte[]> rewound = patch(path, "9", "bytes 9-9/*");
        HttpResponse<byte[]> mismatch = patch(path, "9", "bytes 6-9/*");
        HttpResponse<byte[]> last = machine.send(
                "PATCH",
                path,
                "6789".getBytes(UTF_8),
                "Content-Range",
                "bytes 6-9/10",
                ReprDigest.HEADER,
                new ReprDigest(sha256(whole)).text());

        assertThat(gap.statusCode()).isEqualTo(416);
        assertThat(gap.headers().firstValue("Content-Range")).contains("bytes */0");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.headers().firstValue("Range")).contains("bytes=0-3");
        assertThat(repeated.headers().firstValue("Range")).contains("bytes=0-3");
        assertThat(overlapping.headers().firstValue("Range")).contains("bytes=0-5");
        assertThat(rewound.headers().firstValue("Content-Range")).contains("bytes */6");
        assertThat(mismatch.statusCode()).isEqualTo(400);
        assertThat(last.headers().firstValue("Range")).contains("bytes=0-9");
        await().atMost(SOON).untilAsserted(() -> assertThat(log(task)).isEqualTo("0123456789"));
        TaskLog end = topics.heard(TaskLog.class).stream()
                .filter(chunk -> chunk.getTaskId().equals(task) && chunk.getLast())
                .findFirst()
                .orElseThrow();
        assertThat(end.getSha256()).isEqualTo(sha256(whole));
    }

    @Test
    void shouldGiveAndTakeBlobsOnlyForTasksOfTheNode() {
        machine.enrol(token(node), node);
        byte[] image = "an image, as it were".getBytes(UTF_8);
        String sha256 = store.put(new ByteArrayInputStream(image), 1000).sha256();
        HttpResponse<byte[]> before = machine.send("GET", AgentPaths.blob(sha256), new byte[0]);
        startTask(1, 1, sha256);
        Offer offer = poll("s1").offers().getFirst();
        accept(offer);

        HttpResponse<byte[]> whole = machine.send("GET", AgentPaths.blob(sha256), new byte[0]);
        HttpResponse<byte[]> rest = machine.send("GET", AgentPaths.blob(sha256), new byte[0], "Range", "bytes=3-7");
        HttpResponse<byte[]> beyond = machine.send("GET", AgentPaths.blob(sha256), new byte[0], "Range", "bytes=99-");
        byte[] file = "left behind".getBytes(UTF_8);
        String path = AgentPaths.artifact(offer.ref(), "a b/c.txt");
        HttpResponse<byte[]> kept =
                machine.send("PUT", path, file, ReprDigest.HEADER, new ReprDigest(sha256(file)).text());
        HttpResponse<byte[]> broken = machine.send("PUT", path, file, ReprDigest.HEADER, new ReprDigest(sha256).text());
        HttpResponse<byte[]> foreign = machine.send("PUT", AgentPaths.artifact(new TaskRef("no", 1, 1), "x"), file);

        assertThat(before.statusCode()).isEqualTo(404);
        assertThat(whole.body()).isEqualTo(image);
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(new String(rest.body(), UTF_8)).isEqualTo("image");
        assertThat(rest.headers().firstValue("Content-Range")).contains("bytes 3-7/20");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(kept.statusCode()).isEqualTo(204);
        assertThat(store.size(sha256(file))).hasValue(file.length);
        assertThat(broken.statusCode()).isEqualTo(422);
        assertThat(foreign.statusCode()).isEqualTo(410);
    }

    @Test
    void shouldLoseATaskWhoseLeaseRunsOutAndNotBefore() throws Exception {
        machine.enrol(token(node), node);
        String task = startTask(1, 1, null);
        Offer offer = poll("s1").offers().getFirst();
        accept(offer);

        for (int i = 0; i < 5; i++) {
            Thread.sleep(1000);
            LeaseResponse renewed =
                    machine.post(AgentPaths.LEASES, new LeaseRequest(List.of(offer.ref())), LeaseResponse.class);
            assertThat(renewed.renewed()).hasSize(1);
        }

        assertThat(statuses(task)).doesNotContain(TaskStatus.LOST);
        assertThat(awaitEvent(task, TaskStatus.LOST).getReason()).contains("lease");
        assertThat(machine.post(AgentPaths.LEASES, new LeaseRequest(List.of(offer.ref())), LeaseResponse.class)
                        .gone())
                .containsExactly(offer.ref());
        assertThat(report(ended(offer.ref(), ReportStatus.SUCCEEDED, "")).gone())
                .containsExactly(offer.ref());
    }

    @Test
    void shouldCancelWhatWaitsAtOnceAndWhatRunsThroughItsAgent() {
        machine.enrol(token(node), node);
        String running = startTask(1, 1, null);
        Offer offer = poll("s1").offers().getFirst();
        accept(offer);
        String waiting = startTask(1, 1, null);
        await().atMost(SOON).until(() -> offers() == 1);
        var parked = machine.postAsync(AgentPaths.POLL, pollRequest("s1", 0));
        await().pollDelay(Duration.ofMillis(300)).until(() -> !parked.isDone());

        send(command(TaskCommandKind.CANCEL, waiting, 1, 1, null));
        send(command(TaskCommandKind.CANCEL, running, 1, 1, null));

        List<Cancel> cancels =
                ProtocolJson.read(parked.join().body(), PollResponse.class).cancels();
        assertThat(cancels).containsExactly(new Cancel(offer.ref(), 7, "because"));
        assertThat(machine.post(AgentPaths.LEASES, new LeaseRequest(List.of(offer.ref())), LeaseResponse.class)
                        .cancels())
                .isEqualTo(cancels);
        awaitEvent(waiting, TaskStatus.CANCELLED);
        assertThat(statuses(running)).doesNotContain(TaskStatus.CANCELLED);
        report(ended(offer.ref(), ReportStatus.CANCELLED, ""));
        awaitEvent(running, TaskStatus.CANCELLED);
    }

    @Test
    void shouldNotLetAnAgentHoldForEverWhatItHasToStop() {
        machine.enrol(token(node), node);
        String task = startTask(1, 1, null);
        Offer offer = poll("s1").offers().getFirst();
        accept(offer);

        send(command(TaskCommandKind.CANCEL, task, 1, 1, null));

        LeaseRequest renewal = new LeaseRequest(List.of(offer.ref()));
        await().atMost(SOON.multipliedBy(2))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> machine.post(AgentPaths.LEASES, renewal, LeaseResponse.class)
                        .gone()
                        .equals(List.of(offer.ref())));
        assertThat(awaitEvent(task, TaskStatus.LOST).getReason()).contains("while it was being cancelled");
    }

    @Test
    void shouldOfferAgainToANewSessionAndReconcileWhatItHolds() {
        machine.enrol(token(node), node);
        String kept = startTask(1, 1, null);
        Offer first = poll("s1").offers().getFirst();
        accept(first);
        String forgotten = startTask(1, 1, null);
        Offer second = poll("s1").offers().getFirst();
        accept(second);
        String lostOnTheWay = startTask(1, 1, null);
        Offer third = poll("s1").offers().getFirst();
        TaskRef unknown = new TaskRef("unknown", 1, 1);

        PollRequest restarted = new PollRequest(
                "s2",
                "0.1.0",
                4,
                2,
                2,
                Map.of(),
                Map.of(),
                List.of("process"),
                Map.of(),
                List.of(first.ref(), unknown));
        PollResponse response = machine.post(AgentPaths.POLL, restarted, PollResponse.class);

        assertThat(response.gone()).containsExactly(unknown);
        assertThat(response.offers()).extracting(Offer::ref).containsExactly(third.ref());
        assertThat(response.offers().getFirst().nonce()).isEqualTo(third.nonce());
        assertThat(awaitEvent(forgotten, TaskStatus.LOST).getReason()).isEqualTo("the agent restarted without it");
        assertThat(report(ended(first.ref(), ReportStatus.SUCCEEDED, "")).acknowledged())
                .containsExactly(first.ref());
        awaitEvent(kept, TaskStatus.SUCCEEDED);
        // Nobody accepts the third within 2 s.
        assertThat(awaitEvent(lostOnTheWay, TaskStatus.REFUSED).getReason()).contains("did not accept");
    }

    @Test
    void shouldRefuseTasksForNodesThatAreNotEnrolled() {
        String task = startTask(1, 1, null);

        assertThat(awaitEvent(task, TaskStatus.REFUSED).getReason()).contains("not enrolled");
    }

    @Test
    void shouldTellWhetherNodesAreThere() {
        machine.enrol(token(node), node);
        poll204();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(nodeEvents()).contains(NodeStatus.ENROLLED, NodeStatus.ONLINE));
        NodeEvent online = topics.heard(NodeEvent.class).stream()
                .filter(event -> event.getNode().equals(node) && event.getStatus() == NodeStatus.ONLINE)
                .findFirst()
                .orElseThrow();
        assertThat(online.getLabels()).containsEntry("role", "web").containsEntry("own", "yes");
        assertThat(online.getSlots()).isEqualTo(4);

        var parked = machine.postAsync(AgentPaths.POLL, pollRequest("s1", 1));
        await().pollDelay(Duration.ofMillis(300)).until(() -> !parked.isDone());
        machine.close();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(nodeEvents()).contains(NodeStatus.STALE));
    }

    @Test
    void shouldBoundWhatAgentsSend() {
        machine.enrol(token(node), node);

        assertThat(machine.send("POST", AgentPaths.POLL, "<html>".getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(400);
        assertThat(problem(machine.send(
                                "POST", AgentPaths.POLL, "{\"session\":\"s\",\"version\":\"1\"}".getBytes(UTF_8)))
                        .detail())
                .contains("slots");
        assertThat(machine.send(
                                "PATCH",
                                AgentPaths.log(new TaskRef("t", 1, 1)),
                                new byte[600 * 1024],
                                "Content-Range",
                                "bytes 0-614399/*")
                        .statusCode())
                .isEqualTo(413);
        assertThat(machine.send("GET", "/elsewhere", new byte[0]).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldCheckTokenRequestsOfPeople() {
        given().auth()
                .oauth2("reader-token-for-tests")
                .contentType(ContentType.JSON)
                .body(Map.of("name", node))
                .post("/api/v1/enrolment-tokens")
                .then()
                .statusCode(403);
        List<String> fields = given().auth()
                .oauth2("root-token-for-tests")
                .contentType(ContentType.JSON)
                .body(Map.of("name", "Not A Name", "ttl", "2h", "labels", Map.of("bad key!", "x")))
                .post("/api/v1/enrolment-tokens")
                .then()
                .statusCode(400)
                .extract()
                .jsonPath()
                .getList("errors.field");
        assertThat(fields).containsExactly("name", "labels", "ttl");
        machine.enrol(token(node), node);
        given().auth()
                .oauth2("reader-token-for-tests")
                .get("/api/v1/enrolments/" + node)
                .then()
                .statusCode(200)
                .body("status", org.hamcrest.Matchers.equalTo("ENROLLED"));
    }

    private String token(String name) {
        return given().auth()
                .oauth2("root-token-for-tests")
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "labels", Map.of("role", "web"), "ttl", "10m"))
                .post("/api/v1/enrolment-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    private String startTask(int attempt, int epoch, String archive) {
        String task = UUID.randomUUID().toString();
        send(command(TaskCommandKind.START, task, attempt, epoch, archive));
        return task;
    }

    private void send(TaskCommand command) {
        topics.send(Topic.TASK_COMMANDS, node, command);
    }

    private TaskCommand command(TaskCommandKind kind, String task, int attempt, int epoch, String archive) {
        return Commands.of(kind, node, new TaskRef(task, attempt, epoch), archive);
    }

    private static PollRequest pollRequest(String session, int free) {
        return new PollRequest(
                session,
                "0.1.0",
                4,
                free,
                free,
                Map.of("role", "mine", "own", "yes"),
                Map.of("os", "linux"),
                List.of("process"),
                Map.of(),
                List.of());
    }

    private PollResponse poll(String session) {
        return machine.post(AgentPaths.POLL, pollRequest(session, 4), PollResponse.class);
    }

    private void poll204() {
        CompletableFuture<HttpResponse<byte[]>> older = machine.postAsync(AgentPaths.POLL, pollRequest("s1", 4));
        await().pollDelay(Duration.ofMillis(200)).until(() -> !older.isDone());
        var newer = machine.postAsync(AgentPaths.POLL, pollRequest("s1", 4));
        assertThat(older.join().statusCode()).isEqualTo(204);
        assertThat(newer).isNotCompleted();
    }

    private int statusOfPoll() {
        try {
            return machine.post(AgentPaths.POLL, pollRequest("s1", 1)).statusCode();
        } catch (CompletionException closed) {
            return 0;
        }
    }

    private AcceptResponse accept(Offer offer) {
        return machine.post(
                AgentPaths.ACCEPT,
                new AcceptRequest(List.of(new AcceptRequest.Accept(offer.ref(), offer.nonce()))),
                AcceptResponse.class);
    }

    private ReportResponse report(Report report) {
        return machine.post(AgentPaths.REPORT, new ReportRequest(List.of(report)), ReportResponse.class);
    }

    private static Report ended(TaskRef ref, ReportStatus status, String log) {
        byte[] data = log.getBytes(UTF_8);
        return new Report(
                ref,
                status,
                status == ReportStatus.SUCCEEDED ? 0 : 1,
                null,
                "{\"a\":1}",
                List.of(),
                data.length,
                sha256(data),
                data.length == 0 ? null : new LogTail(0, data),
                10L);
    }

    private HttpResponse<byte[]> patch(String path, String data, String range) {
        return machine.send("PATCH", path, data.getBytes(UTF_8), "Content-Range", range);
    }

    private TaskEvent awaitEvent(String task, TaskStatus status) {
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(statuses(task)).contains(status));
        return topics.heard(TaskEvent.class).stream()
                .filter(event -> event.getTaskId().equals(task) && event.getStatus() == status)
                .findFirst()
                .orElseThrow();
    }

    private List<TaskStatus> statuses(String task) {
        return topics.heard(TaskEvent.class).stream()
                .filter(event -> event.getTaskId().equals(task))
                .map(TaskEvent::getStatus)
                .toList();
    }

    private List<NodeStatus> nodeEvents() {
        return topics.heard(NodeEvent.class).stream()
                .filter(event -> event.getNode().equals(node))
                .map(NodeEvent::getStatus)
                .toList();
    }

    private String log(String task) {
        StringBuilder text = new StringBuilder();
        for (TaskLog chunk : topics.heard(TaskLog.class)) {
            if (chunk.getTaskId().equals(task)) {
                assertThat(chunk.getOffset()).isEqualTo(text.length());
                ByteBuffer data = chunk.getData().duplicate();
                text.append(UTF_8.decode(data));
            }
        }
        return text.toString();
    }

    private long offers() {
        return pool.preparedQuery("select count(*) from task where node = $1 and status = 'OFFERED'")
                .executeAndAwait(Tuple.of(node))
                .iterator()
                .next()
                .getLong(0);
    }

    private static ProblemBody problem(HttpResponse<byte[]> response) {
        return ProtocolJson.read(response.body(), ProblemBody.class);
    }

    private static String sha256(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
