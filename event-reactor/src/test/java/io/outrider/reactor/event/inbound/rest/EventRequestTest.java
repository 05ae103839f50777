package io.outrider.reactor.event.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.outrider.reactor.event.domain.Event;
import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventRequestTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Reception RECEPTION = new Reception("default", "ann", NOW);
    private static final Map<String, String> STRUCTURED =
            Map.of("content-type", "application/cloudevents+json; charset=utf-8");
    private static final Map<String, String> BATCH = Map.of("content-type", "application/cloudevents-batch+json");
    private static final Map<String, String> PLAIN = Map.of("content-type", "application/json");

    @Test
    void shouldReadStructuredMode() {
        Event event = one(STRUCTURED, """
                {"specversion": "1.0", "id": "e-1", "source": "/m", "type": "disk/full", "subject": "web-1",
                 "time": "2026-01-31T13:00:00+02:00", "region": "eu", "count": 3, "datacontenttype": "application/json",
                 "data": {"b": 1.50, "a": [1, 12345678901234567890]}}""");

        assertThat(event.id()).isEqualTo("e-1");
        assertThat(event.source()).isEqualTo("/m");
        assertThat(event.subject()).isEqualTo("web-1");
        assertThat(event.time()).isEqualTo("2026-01-31T11:00:00Z");
        assertThat(event.extensions())
                .isEqualTo(Map.of("region", "eu", "count", "3", "datacontenttype", "application/json"));
        assertThat(event.data()).isEqualTo("{\"b\":1.50,\"a\":[1,12345678901234567890]}");
        assertThat(event.receivedAt()).isEqualTo(NOW);
    }

    @Test
    void shouldReadBinaryMode() {
        Map<String, String> headers = Map.of(
                "content-type", "application/json",
                "ce-specversion", "1.0",
                "ce-id", "e-1",
                "ce-source", "/m",
                "ce-type", "disk/full",
                "ce-subject", "caf%C3%A9+1",
                "ce-region", "eu");

        Event event = one(headers, "{\"value\": 1}");

        assertThat(event.subject()).isEqualTo("café+1");
        assertThat(event.data()).isEqualTo("{\"value\":1}");
        assertThat(event.extensions())
                .containsEntry("region", "eu")
                .containsEntry("datacontenttype", "application/json");
    }

    @Test
    void shouldKeepDataThatIsNoJson() {
        Map<String, String> headers = Map.of(
                "content-type", "text/plain", "ce-specversion", "1.0", "ce-id", "1", "ce-source", "/m", "ce-type", "t");

        assertThat(one(headers, "hello").data()).isEqualTo("\"hello\"");
        assertThat(one(STRUCTURED, """
                {"specversion": "1.0", "id": "1", "source": "/m", "type": "t", "datacontenttype": "application/octet-stream",
                 "data_base64": "AAEC"}""").data()).isEqualTo("\"AAEC\"");
    }

    @Test
    void shouldReadBatches() {
        ReadEvents read = read(BATCH, """
                [{"specversion": "1.0", "id": "1", "source": "/m", "type": "t"},
                 {"specversion": "1.0", "id": "2", "source": "/m", "type": "t", "data": 1}]""");

        assertThat(read.events()).extracting(Event::id).containsExactly("1", "2");
        assertThat(read.events()).extracting(Event::data).containsExactly("null", "1");
        assertThat(read(BATCH, "[]").events()).isEmpty();
    }

    @Test
    void shouldFillInWhatAPersonLeavesOut() {
        Event event = one(PLAIN, "{\"type\": \"disk/full\", \"data\": {\"value\": 1}}");

        assertThat(event.source()).isEqualTo("/outrider/user/ann");
        assertThat(event.id()).hasSize(36);
        assertThat(event.time()).isEqualTo(NOW);
    }

    @Test
    void shouldNameEverythingThatIsWrong() {
        assertThat(fields(STRUCTURED, """
                {"specversion": "0.3", "id": "", "source": 7, "time": "yesterday", "Region": "eu", "nested": {}, "data": 1,
                 "data_base64": "AA"}"""))
                .contains("specversion", "id", "source", "type", "time", "Region", "nested", "data_base64");
        assertThat(fields(BATCH, """
                [{"specversion": "1.0", "id": "1", "source": "/m", "type": "t"}, {"specversion": "1.0", "id": "2", "type": "t"}, 3]""")).containsExactlyInAnyOrder("[1].source", "[2]");
        assertThat(fields(STRUCTURED, "{\"specversion\": ")).containsExactly("body");
        assertThat(fields(STRUCTURED, "")).containsExactly("body");
        assertThat(fields(BATCH, "{}")).containsExactly("body");
        assertThat(fields(PLAIN, "{\"data\": 1}")).containsExactly("type");
    }

    @Test
    void shouldBoundTimes() {
        for (String time : List.of(
                "+300000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "9999-12-31T23:59:59-01:00",
                "-4800-01-01T00:00:00Z")) {
            assertThat(fields(PLAIN, "{\"type\": \"t\", \"time\": \"" + time + "\"}"))
                    .containsExactly("time");
        }
        for (String time : List.of("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z")) {
            assertThat(one(PLAIN, "{\"type\": \"t\", \"time\": \"" + time + "\"}")
                            .time())
                    .isEqualTo(time);
        }
    }

    @Test
    void shouldBoundDepthSizeAndNumber() {
        String deep = "[".repeat(40) + "]".repeat(40);
        assertThat(fields(PLAIN, "{\"type\": \"t\", \"data\": " + deep + "}")).containsExactly("data");
        assertThat(fields(PLAIN, "{\"type\": \"t\", \"data\": " + "[".repeat(500) + "}"))
                .hasSize(1);
        assertThat(fields(PLAIN, "{\"type\": \"t\", \"data\": \"" + "x".repeat(270_000) + "\"}"))
                .containsExactly("data");
        assertThat(fields(BATCH, "[" + "1,".repeat(1_000) + "1]")).containsExactly("body");
        assertThat(fields(PLAIN, "{\"type\": \"" + "t".repeat(600) + "\"}")).containsExactly("type");
        assertThat(fields(PLAIN, "{\"type\": \"a\\u0000b\"}")).containsExactly("type");
        assertThat(fields(PLAIN, "{\"type\": \"t\", \"type\": \"u\"}")).hasSize(1);
    }

    @Test
    void shouldRefuseOtherMediaTypes() {
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> read(Map.of("content-type", "application/xml"), "<a/>"));

        assertThat(problem.status()).isEqualTo(415);
    }

    private static List<String> fields(Map<String, String> headers, String body) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(headers, body));
        assertThat(problem).isNotNull();
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors())
                .allSatisfy(error -> assertThat(error.message()).startsWith("Expected "));
        return problem.errors().stream().map(FieldError::field).toList();
    }

    private static Event one(Map<String, String> headers, String body) {
        return read(headers, body).events().getFirst();
    }

    private static ReadEvents read(Map<String, String> headers, String body) {
        return EventRequest.read(headers, body.getBytes(StandardCharsets.UTF_8), RECEPTION);
    }
}
