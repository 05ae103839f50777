package io.outrider.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.outrider.artifacts.folder.FolderArtifactStore;
import io.outrider.build.testing.Requests;
import io.outrider.build.testing.StallingRegistry;
import io.outrider.schemas.avro.BuildRequest;
import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.SharedInfrastructure;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service is killed while its builds wait for their base image: none stays BUILDING, each ends, with a reason. */
class BuildRestartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LIMIT = 2;

    private final Endpoints endpoints = SharedInfrastructure.endpoints();
    private final Orders orders = new Orders(endpoints);
    private final StallingRegistry registry = new StallingRegistry();

    @TempDir
    Path folder;

    BuildRestartIT() throws IOException {}

    @AfterEach
    void close() throws IOException {
        registry.close();
        orders.close();
    }

    @Test
    void shouldBuildAgainWhatItHeldWhenItWasKilled() throws Exception {
        // The leases outlast the test: only the instance's name tells it that the builds were its own.
        List<String> settings = List.of("-Doutrider.build.limit=" + LIMIT, "-Doutrider.build.lease=10m");
        try (ServiceProcess service = new ServiceProcess(endpoints, folder, settings)) {
            service.start();
            List<String> held = order(LIMIT);
            held.forEach(id -> awaitStatus(service, id, "BUILDING"));
            String queued = order(1).getFirst();
            awaitStatus(service, queued, "QUEUED");
            await().atMost(PATIENCE).until(() -> registry.callers() == LIMIT);

            service.kill();
            registry.open();
            service.start();

            held.forEach(id -> awaitStatus(service, id, "SUCCEEDED").body("attempt", equalTo(2)));
            awaitStatus(service, queued, "SUCCEEDED").body("attempt", equalTo(1));
        }
    }

    @Test
    void shouldFailTheLastAttemptOfAnInstanceThatNeverComesBack() throws Exception {
        List<String> settings = List.of("-Doutrider.build.attempts=1", "-Doutrider.build.lease=3s");
        try (ServiceProcess lost = new ServiceProcess(endpoints, folder, settings);
                ServiceProcess other = new ServiceProcess(endpoints, folder, settings)) {
            lost.start();
            String id = order(1).getFirst();
            awaitStatus(lost, id, "BUILDING");
            await().atMost(PATIENCE).until(() -> registry.callers() == 1);

            lost.kill();
            other.start();

            awaitStatus(other, id, "FAILED")
                    .body(
                            "reason",
                            allOf(
                                    containsString("Expected to build in 1 attempts"),
                                    containsString("was not heard of any more")));
            assertThat(registry.callers()).as("not built again").isEqualTo(1);
        }
    }

    private List<String> order(int count) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BuildRequest request = Requests.request(
                    new FolderArtifactStore(folder.resolve("artifacts")), Requests.fingerprint(), Map.of());
            request.setBaseImage(registry.image());
            ids.add(orders.send(request));
        }
        return ids;
    }

    private static ValidatableResponse awaitStatus(ServiceProcess service, String id, String status) {
        await().alias(id + " is " + status)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> status.equals(service.build(id).path("status")));
        return service.build(id).then().statusCode(200);
    }
}
