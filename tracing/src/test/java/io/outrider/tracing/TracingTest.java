package io.outrider.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TracingTest {

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";

    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private HttpServer collector;

    @BeforeEach
    void startCollector() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stopCollector() {
        System.clearProperty(ENDPOINT);
        collector.stop(0);
    }

    @Test
    void shouldSendSpansWithTheirParentAndTheIdTheyWereGiven() {
        System.setProperty(
                ENDPOINT, "http://127.0.0.1:" + collector.getAddress().getPort());
        OtlpSpans spans = OtlpSpans.fromEnvironment("gateway");
        String run = SpanIds.ofRun("task", 1, 1);

        TracedSpan span = spans.begin(
                SpanRole.INTERNAL, "run", TraceContext.parse(PARENT), run, Instant.parse("2026-01-01T00:00:00Z"));
        span.set("outrider.node", "edge-1");
        span.end(Instant.parse("2026-01-01T00:00:05Z"));
        spans.close();

        assertThat(span.traceparent()).isEqualTo("00-0af7651916cd43dd8448eb211c80319c-" + run + "-01");
        assertThat(bodies)
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains("gateway", "run", "outrider.node", "edge-1")
                        .contains(bytes("0af7651916cd43dd8448eb211c80319c"), bytes("b7ad6b7169203331"), bytes(run)));
    }

    @Test
    void shouldRecordNothingOfATraceThatIsNotSampled() {
        System.setProperty(
                ENDPOINT, "http://127.0.0.1:" + collector.getAddress().getPort());
        OtlpSpans spans = OtlpSpans.fromEnvironment("gateway");

        TracedSpan span = spans.begin(
                SpanRole.CONSUMER, "process", TraceContext.parse(PARENT.replaceAll("01$", "00")), null, null);
        span.end();
        spans.close();

        assertThat(span.traceparent())
                .startsWith("00-0af7651916cd43dd8448eb211c80319c")
                .endsWith("-00");
        assertThat(bodies).isEmpty();
    }

    @Test
    void shouldPassContextsOnWhileItIsOff() {
        Tracing tracing = Tracing.off();

        assertThat(tracing.isOn()).isFalse();
        assertThat(tracing.request("GET", PARENT).traceparent()).isEqualTo(PARENT);
        assertThat(tracing.within(PARENT, SpanRole.CONSUMER, "process").traceparent())
                .isEqualTo(PARENT);
        assertThat(tracing.within(null, SpanRole.CONSUMER, "process").traceparent())
                .isNull();
    }

    @Test
    void shouldSayWhatIsWrongWithTheVariables() {
        System.setProperty(ENDPOINT, "not an address");

        assertThatThrownBy(() -> OtlpSpans.fromEnvironment("gateway"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OTEL_");
    }

    private static String bytes(String hex) {
        return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
    }
}
