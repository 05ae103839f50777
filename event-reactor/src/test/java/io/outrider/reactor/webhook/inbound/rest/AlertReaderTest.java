package io.outrider.reactor.webhook.inbound.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.notation.PlainJson;
import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertReaderTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void shouldMakeOneEventOfEachAlert() {
        List<Event> events = alertmanager(group(Alerts.firing("web-1"), Alerts.resolved("web-2")));

        assertThat(events).extracting(Event::type).containsOnly("prometheus/alert/DiskFull");
        assertThat(events).extracting(Event::source).containsOnly("/prometheus/alertmanager");
        assertThat(events).extracting(Event::subject).containsExactly("fp-web-1", "fp-web-2");
        assertThat(events)
                .extracting(Event::extensions)
                .containsExactly(Map.of("status", "firing"), Map.of("status", "resolved"));
        assertThat(events)
                .extracting(Event::time)
                .containsExactly(Instant.parse("2026-01-31T11:58:00.5Z"), Instant.parse("2026-01-31T11:59:30Z"));
        JsonPath data = JsonPath.from(events.getFirst().data());
        assertThat(data.getString("labels.instance")).isEqualTo("web-1");
        assertThat(data.getString("annotations.summary")).isEqualTo("Disk of web-1 is full");
        assertThat(data.getString("receiver")).isEqualTo("outrider");
        assertThat(data.getString("groupLabels.alertname")).isEqualTo("DiskFull");
        assertThat(data.getInt("truncatedAlerts")).isEqualTo(7);
        assertThat(data.getString("commonLabels")).isNull();
    }

    @Test
    void shouldKnowTheSameAlertAgain() {
        Event first = alertmanager(group(Alerts.firing("web-1"))).getFirst();
        // The other of a pair: another address, another form of the same time.
        Event again = alertmanager(group(Alerts.firing("web-1").replace("11:58:00.5Z", "13:58:00.500+02:00"))
                        .replace("http://alerts-a:9093", "http://alerts-b:9093"))
                .getFirst();
        Event resolved = alertmanager(group(Alerts.resolved("web-1"))).getFirst();
        Event later = alertmanager(group(Alerts.firing("web-1").replace("11:58", "12:58")))
                .getFirst();

        assertThat(again.key()).isEqualTo(first.key());
        assertThat(List.of(resolved.key(), later.key())).doesNotContain(first.key());
    }

    @Test
    void shouldReadWhatGrafanaSends() {
        Event event = new AlertReader(tree(Alerts.GRAFANA), AlertSource.GRAFANA, "default", "/grafana/prod", NOW)
                .next()
                .getFirst();

        assertThat(event.type()).isEqualTo("grafana/alert/Queue is long");
        assertThat(event.source()).isEqualTo("/grafana/prod");
        assertThat(event.time()).isEqualTo("2026-01-31T10:40:00Z");
        JsonPath data = JsonPath.from(event.data());
        assertThat(data.getDouble("values.B")).isEqualTo(1204.5);
        assertThat(data.getString("labels.grafana_folder")).isEqualTo("Orders");
        assertThat(data.getInt("orgId")).isEqualTo(1);
    }

    @Test
    void shouldNameEverythingThatIsWrong() {
        assertThat(fields("{\"version\": \"3\", \"alerts\": {}}")).containsExactly("version", "alerts");
        assertThat(fields("[]")).containsExactly("body");
        assertThat(refused(group("3", """
                {"status": "pending", "labels": {"severity": 4}, "annotations": [], "startsAt": "now"}""")))
                .containsExactlyInAnyOrder(
                        "alerts[0]",
                        "alerts[1].status",
                        "alerts[1].labels.severity",
                        "alerts[1].labels.alertname",
                        "alerts[1].annotations",
                        "alerts[1].startsAt",
                        "alerts[1].fingerprint");
        assertThat(refused(group(Alerts.firing("a".repeat(300_000))))).contains("alerts[0].data");
    }

    @Test
    void shouldRefuseTimesThatCannotBeStored() {
        String late = Alerts.firing("web-1")
                .replaceFirst("\"startsAt\": \"[^\"]*\"", "\"startsAt\": \"+300000-01-01T00:00:00Z\"");

        assertThat(refused(group(late))).containsExactly("alerts[0].startsAt");
    }

    @Test
    void shouldTakeWhatIsRightOfAGroup() {
        String wrong = Alerts.firing("web-2").replace("\"fp-web-2\"", "4");
        AlertReader reading = reader(
                group(Alerts.firing("web-1"), wrong, Alerts.firing("a".repeat(300_000)), Alerts.resolved("web-3")));

        assertThat(reading.next()).extracting(Event::subject).containsExactly("fp-web-1", "fp-web-3");
        assertThat(reading.refused()).isEqualTo(2);
        assertThat(reading.errors())
                .extracting(FieldError::field)
                .contains("alerts[1].fingerprint", "alerts[2].data")
                .noneMatch(field -> field.startsWith("alerts[0]") || field.startsWith("alerts[3]"));
    }

    @Test
    void shouldRefuseOtherVersionsByName() {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> alertmanager(group().replace("\"4\"", "\"5\"")));

        assertThat(problem.detail()).contains("version 4 of Alertmanager", "version '5'");
    }

    @Test
    void shouldBoundTheNumberOfAlerts() {
        String most = IntStream.range(0, 5_000)
                .mapToObj(i -> Alerts.firing("web-" + i))
                .collect(Collectors.joining(","));

        assertThat(alertmanager(group(most)))
                .extracting(Event::subject)
                .containsExactlyElementsOf(
                        IntStream.range(0, 5_000).mapToObj(i -> "fp-web-" + i).toList());
        assertThat(fields(group(most, Alerts.firing("one-more")))).containsExactly("alerts");
        assertThat(refused(group("1,".repeat(999) + "1"))).hasSize(100);
        assertThat(alertmanager(group("1,".repeat(999) + Alerts.firing("last"))))
                .hasSize(1);
    }

    @Test
    void shouldHoldFewEventsAtATimeHoweverMuchIsSaidOfTheGroup() {
        String alerts = IntStream.range(0, 1_000)
                .mapToObj(i -> Alerts.firing("web-" + i))
                .collect(Collectors.joining(","));
        String json = group(alerts).replace("http://alerts-a:9093", "http://" + "a".repeat(16_000));
        AlertReader reader = reader(json);
        int seen = 0;
        while (reader.hasNext()) {
            List<Event> portion = reader.next();
            assertThat(portion.stream().mapToInt(event -> event.data().length()).sum())
                    .isLessThan(1024 * 1024);
            seen += portion.size();
        }

        assertThat(seen).isEqualTo(1_000);
        assertThat(fields(json.replace("http://aa", "http://" + "a".repeat(1_000))))
                .containsExactly("externalURL");
    }

    private static String group(String... alerts) {
        return Alerts.group("DiskFull", String.join(",", alerts));
    }

    private static List<Event> alertmanager(String json) {
        return all(reader(json));
    }

    private static List<Event> all(AlertReader reader) {
        List<Event> events = new ArrayList<>();
        while (reader.hasNext()) {
            events.addAll(reader.next());
        }
        return events;
    }

    private static AlertReader reader(String json) {
        return new AlertReader(tree(json), AlertSource.ALERTMANAGER, "default", null, NOW);
    }

    private static List<String> refused(String json) {
        AlertReader reader = reader(json);
        all(reader);
        return reader.errors().stream().map(FieldError::field).toList();
    }

    private static List<String> fields(String json) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> alertmanager(json));
        assertThat(problem.status()).isEqualTo(400);
        return problem.errors().stream().map(FieldError::field).toList();
    }

    private static JsonNode tree(String json) {
        try {
            return PlainJson.tree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
