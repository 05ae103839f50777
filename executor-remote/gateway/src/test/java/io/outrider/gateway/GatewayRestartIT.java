package io.outrider.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.protocol.AcceptRequest;
import io.outrider.protocol.AcceptResponse;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.LeaseRequest;
import io.outrider.protocol.LeaseResponse;
import io.outrider.protocol.Offer;
import io.outrider.protocol.PollRequest;
import io.outrider.protocol.PollResponse;
import io.outrider.protocol.ProtocolJson;
import io.outrider.protocol.Report;
import io.outrider.protocol.ReportRequest;
import io.outrider.protocol.ReportResponse;
import io.outrider.protocol.ReportStatus;
import io.outrider.protocol.TaskRef;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.TaskCommandKind;
import io.outrider.schemas.avro.TaskEvent;
import io.outrider.schemas.avro.TaskStatus;
import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.SharedInfrastructure;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway is killed in the middle of tasks and started again: nothing is lost, nothing runs twice. */
class GatewayRestartIT {

    private final String node = "node-" + UUID.randomUUID();

    @TempDir
    Path dir;

    @Test
    void shouldGoOnAfterItWasKilled() throws Exception {
        Endpoints endpoints = SharedInfrastructure.endpoints();
        try (GatewayProcess gateway = new GatewayProcess(
                        endpoints, dir, List.of("-Doutrider.gateway.lease=5s", "-Doutrider.gateway.poll=2s"));
                Topics topics = new Topics(endpoints.kafka(), endpoints.registryUrl())) {
            gateway.start();
            TestMachine machine = TestMachine.unknown(gateway.agentsPort(), gateway.caPem());
            machine.enrol(token(gateway), node);
            TaskRef running = start(topics);
            Offer first = awaitOffer(machine);
            accept(machine, first);
            TaskRef handedOut = start(topics);
            Offer second = awaitOffer(machine);

            gateway.kill();
            TaskRef meanwhile = start(topics);
            // Longer than the lease: what ran on must not be lost for that.
            Thread.sleep(6000);
            gateway.start();

            LeaseResponse renewed =
                    machine.post(AgentPaths.LEASES, new LeaseRequest(List.of(running)), LeaseResponse.class);
            assertThat(renewed.renewed()).hasSize(1);
            AcceptResponse accepted = accept(machine, second);
            assertThat(accepted.accepted()).hasSize(1);
            Offer third = awaitOffer(machine);
            assertThat(third.ref()).isEqualTo(meanwhile);
            accept(machine, third);
            for (TaskRef ref : List.of(running, handedOut, meanwhile)) {
                assertThat(report(machine, ref).acknowledged()).containsExactly(ref);
                assertThat(report(machine, ref).acknowledged()).containsExactly(ref);
            }
            for (TaskRef ref : List.of(running, handedOut, meanwhile)) {
                await().atMost(Duration.ofSeconds(15))
                        .untilAsserted(() -> assertThat(statuses(topics, ref)).contains(TaskStatus.SUCCEEDED));
                assertThat(statuses(topics, ref)).doesNotContain(TaskStatus.LOST, TaskStatus.REFUSED);
                assertThat(statuses(topics, ref)).containsOnlyOnce(TaskStatus.SUCCEEDED);
            }
            assertThat(gateway.get("/q/metrics")).contains("outrider_gateway_polls_parked");
            machine.close();
        }
    }

    private String token(GatewayProcess gateway) throws Exception {
        String body = gateway.post("/api/v1/enrolment-tokens", "{\"name\":\"" + node + "\"}");
        return ProtocolJson.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class)
                .get("token")
                .asText();
    }

    private TaskRef start(Topics topics) {
        TaskRef ref = new TaskRef(UUID.randomUUID().toString(), 1, 1);
        topics.send(Topic.TASK_COMMANDS, node, Commands.of(TaskCommandKind.START, node, ref, null));
        return ref;
    }

    private Offer awaitOffer(TestMachine machine) {
        for (int i = 0; i < 20; i++) {
            HttpResponse<byte[]> response = machine.post(AgentPaths.POLL, pollRequest());
            List<Offer> offers = response.statusCode() == 200
                    ? ProtocolJson.read(response.body(), PollResponse.class).offers()
                    : List.of();
            if (!offers.isEmpty()) {
                return offers.getFirst();
            }
        }
        throw new AssertionError("Expected an offer, but there is none");
    }

    private static PollRequest pollRequest() {
        return new PollRequest("s1", "0.1.0", 4, 4, 4, Map.of(), Map.of(), List.of(), Map.of(), List.of());
    }

    private static AcceptResponse accept(TestMachine machine, Offer offer) {
        return machine.post(
                AgentPaths.ACCEPT,
                new AcceptRequest(List.of(new AcceptRequest.Accept(offer.ref(), offer.nonce()))),
                AcceptResponse.class);
    }

    private static ReportResponse report(TestMachine machine, TaskRef ref) {
        Report report = new Report(ref, ReportStatus.SUCCEEDED, 0, null, "{}", List.of(), 0, null, null, 10L);
        return machine.post(AgentPaths.REPORT, new ReportRequest(List.of(report)), ReportResponse.class);
    }

    private static List<TaskStatus> statuses(Topics topics, TaskRef ref) {
        return topics.heard(TaskEvent.class).stream()
                .filter(event -> event.getTaskId().equals(ref.task()))
                .map(TaskEvent::getStatus)
                .toList();
    }
}
