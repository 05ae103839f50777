package io.outrider.template;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Folders and tokens of a test, and what only tests may: git from files, and topics to listen on. */
public final class LocalFolders implements QuarkusTestResourceLifecycleManager {
    static final String AUTHOR = "author-token-of-the-tests";
    static final String VIEWER = "viewer-token-of-the-tests";

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Path.of("target"), "template-service-");
            Path tokens = folder.resolve("tokens");
            Files.writeString(tokens, "ann:author:" + AUTHOR + "\nvic:viewer:" + VIEWER + "\n");
            return Map.ofEntries(
                    Map.entry("outrider.auth.tokens-file", tokens.toString()),
                    Map.entry(
                            "outrider.artifacts.dir",
                            folder.resolve("artifacts").toString()),
                    Map.entry(
                            "outrider.templates.work-dir",
                            folder.resolve("work").toString()),
                    Map.entry("outrider.templates.git.schemes", "https,file"),
                    Map.entry("outrider.templates.source.max-compressed-bytes", "1000000"),
                    Map.entry("mp.messaging.incoming.heard-requests.connector", "smallrye-kafka"),
                    Map.entry("mp.messaging.incoming.heard-requests.topic", "outrider.build-requests.v1"),
                    Map.entry("mp.messaging.incoming.heard-events.connector", "smallrye-kafka"),
                    Map.entry("mp.messaging.incoming.heard-events.topic", "outrider.template-events.v1"),
                    Map.entry("mp.messaging.incoming.heard-letters.connector", "smallrye-kafka"),
                    Map.entry("mp.messaging.incoming.heard-letters.topic", "outrider.dead-letters.v1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        // Below target, for whoever wants to look.
    }
}
