package io.outrider.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Enrolment and state of nodes, over REST. */
final class Nodes {

    private Nodes() {}

    static String enrolmentToken(Api api, String name, String group) throws IOException, InterruptedException {
        return api.post(
                        "gateway",
                        "/enrolment-tokens",
                        "{\"name\": \"%s\", \"labels\": {\"bench\": \"%s\"}}".formatted(name, group))
                .path("token")
                .asText();
    }

    /** Waits until so many nodes with the labels are online. */
    static void awaitOnline(Api api, String selector, int count, Duration limit)
            throws IOException, InterruptedException {
        String path = "/nodes?limit=500&selector=" + URLEncoder.encode(selector, StandardCharsets.UTF_8);
        long deadline = System.nanoTime() + limit.toNanos();
        int online = 0;
        while (System.nanoTime() < deadline) {
            online = 0;
            for (JsonNode node : api.get("scheduler-service", path).path("items")) {
                online += node.path("status").asText().equals("ONLINE") ? 1 : 0;
            }
            if (online >= count) {
                return;
            }
            Thread.sleep(200);
        }
        throw new IOException("Expected " + count + " nodes with " + selector + " online within " + limit + ", but "
                + online + " were");
    }
}
