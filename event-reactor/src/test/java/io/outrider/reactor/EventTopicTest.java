package io.outrider.reactor;

import static io.outrider.reactor.Api.apply;
import static io.outrider.reactor.Api.decided;
import static io.outrider.reactor.Api.publish;
import static io.outrider.reactor.Api.reaction;
import static io.outrider.reactor.Api.unique;
import static io.outrider.reactor.Api.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.outrider.outbox.RecordCodec;
import io.outrider.outbox.RelayProducer;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.DeadLetter;
import io.outrider.schemas.avro.Event;
import io.outrider.schemas.avro.JobRequest;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Events that come past the API: each is decided once, and what is no event becomes a dead letter. */
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "event_reactor"))
class EventTopicTest {

    @Inject
    RecordCodec codec;

    @Inject
    RelayProducer producer;

    @Test
    void shouldStartNothingTwice() {
        String name = unique("once");
        Predicate<JobRequest> ofReaction = request -> name.equals(request.getReaction());
        apply(name, reaction(name, "type/" + name, "true")).statusCode(201);
        try (Records<JobRequest> requests = Records.jobRequests()) {
            String id = unique("event");
            publish(id, "type/" + name, "{}").statusCode(202);
            publish(id, "type/" + name, "{}").statusCode(202);
            requests.of(ofReaction, 1);

            // The same event straight onto the topic, under another record id.
            send(avro(id, "/test", "type/" + name));
            send(avro(unique("other"), "/test", "type/" + name));

            List<JobRequest> started = requests.of(ofReaction, 2);
            assertThat(started).extracting(JobRequest::getJobId).doesNotHaveDuplicates();
            assertThat(requests.quiet(ofReaction, Duration.ofSeconds(1))).hasSize(2);
        }
    }

    @Test
    void shouldTakeEventsFromTheTopic() {
        String name = unique("topic");
        apply(name, reaction(name, "type/" + name, "event.source == '/elsewhere'"))
                .statusCode(201);
        String id = unique("event");

        send(avro(id, "/elsewhere", "type/" + name));

        decided(id).body("decisions[0].outcome", equalTo("FIRED")).body("source", equalTo("/elsewhere"));
    }

    @Test
    void shouldNotBelieveATimeThatLiesAhead() {
        Event event = avro(unique("event"), "/elsewhere", "ahead");
        event.setReceivedAt(Instant.now().plus(Duration.ofDays(365)));

        send(event);

        String receivedAt = decided(event.getId()).extract().jsonPath().getString("receivedAt");
        assertThat(Instant.parse(receivedAt)).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void shouldAskWhichEventWhenSourcesShareAnId() {
        String id = unique("shared");
        send(avro(id, "/a", "shared"));
        send(avro(id, "/b", "shared"));

        await().untilAsserted(() -> viewer().get("/api/v1/events/" + id).then().statusCode(409));
        viewer().get("/api/v1/events/" + id + "?source=/b")
                .then()
                .statusCode(200)
                .body("source", equalTo("/b"));
    }

    @Test
    void shouldBuryWhatIsNoEventAndGoOn() {
        String key = unique("bad");
        Predicate<DeadLetter> mine = letter -> key.equals(
                StandardCharsets.UTF_8.decode(letter.getKey().duplicate()).toString());
        Event wrong = avro(unique("wrong"), "/test", "type/x");
        wrong.setProject("Not A Project");
        Event good = avro(unique("good"), "/test", "type/" + key);
        try (Records<DeadLetter> letters = Records.deadLetters()) {

            send(key, "no event".getBytes(StandardCharsets.UTF_8));
            send(key, codec.encode(Topic.EVENTS, wrong));
            send(key, codec.encode(Topic.EVENTS, good));

            decided(good.getId()).body("source", equalTo("/test"));
            assertThat(letters.of(mine, 2))
                    .allSatisfy(letter -> assertThat(letter.getConsumer()).isEqualTo("event-reactor"))
                    .allSatisfy(letter -> assertThat(letter.getTopic()).isEqualTo(Topic.EVENTS_NAME))
                    .anySatisfy(letter -> assertThat(letter.getReason()).contains("project: Expected"))
                    .anySatisfy(letter -> assertThat(StandardCharsets.UTF_8
                                    .decode(letter.getValue().duplicate())
                                    .toString())
                            .isEqualTo("no event"));
        }
    }

    @Test
    void shouldTakeADeadLetterThatIsReplayed() {
        String name = unique("replay");
        apply(name, reaction(name, "type/" + name, "true")).statusCode(201);
        Event event = avro(unique("event"), "/test", "type/" + name);
        Predicate<JobRequest> ofReaction = request -> name.equals(request.getReaction());
        try (Records<JobRequest> requests = Records.jobRequests()) {
            // As the scheduler-service replays: the same bytes and headers, and one more header.
            ProducerRecord<String, byte[]> record = record(name, codec.encode(Topic.EVENTS, event));
            record.headers().add("outrider-replay", "event-reactor".getBytes(StandardCharsets.UTF_8));

            send(record);
            send(record);

            decided(event.getId()).body("decisions[0].outcome", equalTo("FIRED"));
            requests.of(ofReaction, 1);
            assertThat(requests.quiet(ofReaction, Duration.ofSeconds(1))).hasSize(1);
        }
    }

    private void send(Event event) {
        send(event.getSource() + "/" + event.getType(), codec.encode(Topic.EVENTS, event));
    }

    private void send(String key, byte[] value) {
        send(record(key, value));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        producer.send(record, failure -> {});
    }

    private static ProducerRecord<String, byte[]> record(String key, byte[] value) {
        Envelope envelope = Envelope.first("io.outrider.event.received", "/test", Instant.now(), key, "test");
        return new ProducerRecord<>(Topic.EVENTS_NAME, null, key, value, envelope.toHeaders());
    }

    private static Event avro(String id, String source, String type) {
        return Event.newBuilder()
                .setId(id)
                .setSource(source)
                .setType(type)
                .setTime(Instant.now())
                .setData("{\"value\": 5}")
                .setReceivedAt(Instant.now())
                .build();
    }
}
