package io.outrider.build.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Folders, tokens and short times for a test of the whole service. */
public final class ServiceFolders implements QuarkusTestResourceLifecycleManager {
    public static final String OPERATOR = "operator-token-of-the-tests";
    /** Not the default. */
    public static final int LIMIT = 3;

    public static final String VIEWER = "viewer-token-of-the-tests";

    @Override
    public Map<String, String> start() {
        try {
            Path root = Files.createTempDirectory("outrider-build-test");
            Path tokens = Files.writeString(
                    root.resolve("tokens"), "op:operator:" + OPERATOR + "\nvi:viewer:" + VIEWER + "\n");
            return Map.ofEntries(
                    Map.entry(
                            "outrider.artifacts.dir", root.resolve("artifacts").toString()),
                    Map.entry("outrider.auth.tokens-file", tokens.toString()),
                    Map.entry("outrider.build.work-dir", root.resolve("work").toString()),
                    Map.entry("outrider.build.builder", "daemonless"),
                    Map.entry("outrider.build.instance", "here"),
                    Map.entry("outrider.build.limit", Integer.toString(LIMIT)),
                    Map.entry("outrider.build.lease", "3s"),
                    Map.entry("outrider.build.backoff", "100ms"),
                    Map.entry("outrider.build.poll-interval", "100ms"),
                    Map.entry("mp.messaging.incoming.seen-build-events.connector", "smallrye-kafka"),
                    Map.entry("mp.messaging.incoming.seen-build-events.topic", "outrider.build-events.v1"),
                    Map.entry("mp.messaging.incoming.seen-build-events.group.id", "test"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {}
}
