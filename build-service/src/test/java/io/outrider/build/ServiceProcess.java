package io.outrider.build;

import static io.restassured.RestAssured.given;

import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.PackagedService;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged service, which can be killed, and a viewer of its builds. */
final class ServiceProcess implements AutoCloseable {
    private static final String TOKEN = "viewer-token-of-the-tests";

    private final PackagedService service;

    /** Prepares an instance on a port of its own; instances with the same folder share the artifacts. */
    ServiceProcess(Endpoints endpoints, Path folder, List<String> settings) throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens"), "vi:viewer:" + TOKEN + "\n");
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-Doutrider.auth.tokens-file=" + tokens,
                "-Doutrider.artifacts.dir=" + folder.resolve("artifacts"),
                "-Doutrider.build.work-dir=" + folder.resolve("work"),
                "-Doutrider.build.builder=daemonless",
                "-Doutrider.build.insecure-registries=true"));
        service = new PackagedService(endpoints, "build_service", folder, all);
    }

    void start() throws IOException, InterruptedException {
        service.start();
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        service.kill();
    }

    Response build(String id) {
        return given().port(service.base().getPort()).auth().oauth2(TOKEN).get("/api/v1/builds/{id}", id);
    }

    @Override
    public void close() {
        service.close();
    }
}
