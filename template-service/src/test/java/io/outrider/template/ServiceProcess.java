package io.outrider.template;

import static io.restassured.RestAssured.given;

import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.testing.PackagedService;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged service, which can be killed, and an author who uses it. */
final class ServiceProcess implements AutoCloseable {
    private static final String TOKEN = "author-token-of-the-tests";

    private final PackagedService service;

    ServiceProcess(Endpoints endpoints, Path folder, List<String> settings) throws IOException {
        Path tokens = Files.writeString(folder.resolve("tokens"), "ann:author:" + TOKEN + "\n");
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "-Doutrider.auth.tokens-file=" + tokens,
                "-Doutrider.artifacts.dir=" + folder.resolve("artifacts"),
                "-Doutrider.templates.work-dir=" + folder.resolve("work")));
        service = new PackagedService(endpoints, "template_service", folder, all);
    }

    void start() throws IOException, InterruptedException {
        service.start();
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        service.kill();
    }

    RequestSpecification author() {
        return given().port(service.base().getPort()).auth().oauth2(TOKEN);
    }

    @Override
    public void close() {
        service.close();
    }
}
