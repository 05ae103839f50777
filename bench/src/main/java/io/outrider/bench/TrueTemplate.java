package io.outrider.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A template whose only command is {@code true}, on the host runtime: what is left is Outrider's own work and one process. */
final class TrueTemplate {

    static final String NAME = "bench-true";

    private static final String TYPE = """
            {"apiVersion": "outrider/v1", "kind": "TemplateType", "name": "bench-true", "version": 1,
             "hostTools": true, "contentPath": "/template", "command": ["true"]}""";

    private TrueTemplate() {}

    /** Pushes type and template and waits until it is built. */
    static void push(Api api) throws IOException, InterruptedException {
        api.post("template-service", "/template-types", TYPE);
        push(api, NAME, Map.of("template.yaml", """
                apiVersion: outrider/v1
                kind: Template
                name: bench-true
                version: 1.0.0
                type: bench-true@1
                runtime: host
                """, "readme.txt", "nothing\n"));
    }

    /** Pushes a template from files and waits until it is built. */
    static void push(Api api, String name, Map<String, String> files) throws IOException, InterruptedException {
        api.postZip("template-service", "/templates", zip(files));
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (true) {
            JsonNode version = api.get("template-service", "/templates/" + name + "/versions/1.0.0");
            switch (version.path("status").asText()) {
                case "READY" -> {
                    return;
                }
                case "BUILDING" -> Thread.sleep(100);
                default -> throw new IOException("Expected " + name + " to be built, but " + version);
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("Expected " + name + " to be built within 60 s, but " + version);
            }
        }
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
