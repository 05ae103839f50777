package io.outrider.build.testing;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.outbox.Outbox;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.outbox.Transactions;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.BuildRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks for builds as the template service does: over Kafka. */
@ApplicationScoped
public class Requests {
    private final ArtifactStore artifacts;
    private final Transactions transactions;
    private final Outbox outbox;

    Requests(ArtifactStore artifacts, Transactions transactions, Outbox outbox) {
        this.artifacts = artifacts;
        this.transactions = transactions;
        this.outbox = outbox;
    }

    /** A fingerprint that no other test has. */
    public static String fingerprint() {
        return HexFormat.of()
                .formatHex(UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .substring(0, 64);
    }

    public BuildRequest request(String fingerprint, @Nullable String gate) {
        Map<String, String> labels = new HashMap<>(Map.of("io.outrider.template", "hello"));
        if (gate != null) {
            labels.put("gate", gate);
        }
        return request(artifacts, fingerprint, labels);
    }

    /** A request for a small template whose content it puts into the store. */
    public static BuildRequest request(ArtifactStore artifacts, String fingerprint, Map<String, String> labels) {
        byte[] tgz = new Tgz().file("run.sh", 0100755, "echo hello\n").bytes();
        return BuildRequest.newBuilder()
                .setBuildId(UUID.randomUUID().toString())
                .setProject("default")
                .setTemplate("hello")
                .setVersion("1.0.0")
                .setFingerprint(fingerprint)
                .setSource(
                        artifacts.put(new ByteArrayInputStream(tgz), 1_000_000).sha256())
                .setType("host-shell@1.0.0")
                .setContentPath("/template")
                .setCommand(List.of("/bin/sh", "run.sh"))
                .setLabels(labels)
                .setRequestedBy("ada")
                .setAt(Instant.now())
                .build();
    }

    /** Sends, and returns the build's id. */
    public String send(BuildRequest request) {
        Envelope envelope = Envelope.first(
                "io.outrider.build.requested", "/outrider/test", Instant.now(), request.getTemplate(), "ada");
        transactions.run(tx -> {
            outbox.append(tx, List.of(new OutgoingMessage<>(Topic.BUILD_REQUESTS, "default/hello", request, envelope)));
            return request;
        });
        outbox.committed();
        return request.getBuildId();
    }
}
