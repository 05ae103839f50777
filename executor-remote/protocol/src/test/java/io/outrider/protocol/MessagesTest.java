package io.outrider.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final TaskRef REF = new TaskRef("01J-task", 1, 2);

    @Test
    void shouldReadEveryMessageThatItWrites() {
        List<Object> messages = List.of(
                new EnrolRequest("t." + "a".repeat(64), "node-1", "-----BEGIN", "0.1.0"),
                new EnrolResponse("node-1", "cert", "ca", Instant.parse("2026-11-21T12:00:00Z")),
                new PollRequest(
                        "s",
                        "0.1.0",
                        4,
                        2,
                        6,
                        Map.of("role", "web"),
                        Map.of("os", "linux"),
                        List.of("sandbox"),
                        Map.of("log", 1),
                        List.of(REF)),
                new PollResponse(List.of(offer()), List.of(new Cancel(REF, 10, "asked")), List.of(REF), 30, 30, 45, 0),
                new AcceptRequest(List.of(new AcceptRequest.Accept(REF, "n"))),
                new AcceptResponse(
                        List.of(new AcceptResponse.Accepted(REF, 30, Map.of("secret://a", "b"))),
                        List.of(new AcceptResponse.Refused(REF, "late"))),
                new ReportRequest(List.of(
                        Report.running(REF, 3),
                        new Report(
                                REF,
                                ReportStatus.FAILED,
                                3,
                                "exit code 3",
                                "{}",
                                List.of(new Report.Artifact("a/b", "0".repeat(64), 1)),
                                5,
                                "0".repeat(64),
                                new LogTail(0, "hello".getBytes(UTF_8)),
                                12L))),
                new ReportResponse(List.of(REF), List.of()),
                new LeaseRequest(List.of(REF)),
                new LeaseResponse(List.of(new LeaseResponse.Renewed(REF, 30)), List.of(REF), List.of()),
                new ProblemBody(401, "token-used", "Token used", null));

        for (Object message : messages) {
            assertThat((Object) ProtocolJson.read(ProtocolJson.write(message), message.getClass()))
                    .isEqualTo(message);
        }
    }

    @Test
    void shouldPassOverFieldsOfANewerSide() {
        byte[] json = "{\"refs\":[{\"task\":\"t\",\"attempt\":1,\"epoch\":1,\"colour\":\"red\"}],\"more\":{}}"
                .getBytes(UTF_8);

        LeaseRequest request = ProtocolJson.read(json, LeaseRequest.class);

        assertThat(request.refs()).containsExactly(new TaskRef("t", 1, 1));
    }

    @Test
    void shouldReadAnUnknownLossPolicyAsFail() {
        assertThat(ProtocolJson.read("\"SHRUG\"".getBytes(UTF_8), OnLost.class)).isEqualTo(OnLost.FAIL);
    }

    @Test
    void shouldNameTheFieldThatBreaksARule() {
        byte[] json = "{\"refs\":[{\"task\":\"t\",\"attempt\":0,\"epoch\":1}]}".getBytes(UTF_8);

        assertThatThrownBy(() -> ProtocolJson.read(json, LeaseRequest.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected attempt to be at least 1, but was 0")
                .hasMessageContaining("refs");
    }

    @Test
    void shouldRefuseWhatIsNoJsonOrTooDeep() {
        assertThatThrownBy(() -> ProtocolJson.read("<html>".getBytes(UTF_8), LeaseRequest.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProtocolJson.read("null".getBytes(UTF_8), LeaseRequest.class))
                .isInstanceOf(IllegalArgumentException.class);
        String deep = "[".repeat(100) + "]".repeat(100);
        assertThatThrownBy(() -> ProtocolJson.read(("{\"x\":" + deep + "}").getBytes(UTF_8), LeaseRequest.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldKeepSecretsOutOfTexts() {
        assertThat(new AcceptResponse.Accepted(REF, 30, Map.of("secret://a", "hunter2")).toString())
                .doesNotContain("hunter2");
        assertThat(new EnrolRequest("tok3n", "n", "csr", "1").toString()).doesNotContain("tok3n");
    }

    @Test
    void shouldEscapeNamesInPaths() {
        assertThat(AgentPaths.log(REF)).isEqualTo("/agent/v1/tasks/01J-task/1/2/log");
        assertThat(AgentPaths.artifact(REF, "a b/c")).isEqualTo("/agent/v1/tasks/01J-task/1/2/artifacts/a%20b%2Fc");
    }

    private static Offer offer() {
        return new Offer(
                REF,
                "job",
                "nonce",
                new TaskSpec(
                        "hello",
                        "1.0.0",
                        "run",
                        false,
                        new ImageRef("sha256:" + "0".repeat(64), null, "0".repeat(64), 7),
                        null,
                        true,
                        null,
                        List.of("/bin/true"),
                        "/template",
                        Map.of("A", "b"),
                        "{}",
                        List.of(),
                        null,
                        60,
                        10,
                        Limits.DEFAULT,
                        false,
                        OnLost.RERUN));
    }
}
