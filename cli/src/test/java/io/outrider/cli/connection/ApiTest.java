package io.outrider.cli.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.cli.output.Json;
import io.outrider.cli.testing.FakeServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiTest {

    private final FakeServer server = new FakeServer();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Api api =
            new Api(new Connection(new Endpoints.Single(URI.create(server.url())), "--server", "t0ken", "--token"));

    @AfterEach
    void stop() {
        over.countDown();
        server.close();
    }

    @Test
    void shouldWaitForAnAnswerAsLongAsTheCallSays() {
        server.on("POST /templates", exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Call call = Call.to("templates").patient(Duration.ofMillis(200)).with("project", "blue");

        assertThat(call.header("A", "b").patience()).isEqualTo(Duration.ofMillis(200));
        assertThatThrownBy(() -> api.post(call, Json.object()))
                .isInstanceOf(NoAnswerException.class)
                .hasMessageContaining("it did not in time");
    }
}
