package io.outrider.reactor.webhook.application;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

/**
 * A request of another system.
 *
 * @param name of the webhook that it is for
 * @param headers by lower-case name
 */
public record Call(
        String project,
        String name,
        Map<String, String> headers,
        Map<String, String> query,
        ByteBuffer body,
        Instant now) {

    /** Returns the body's bytes. */
    byte[] bytes() {
        byte[] bytes = new byte[body.remaining()];
        body.duplicate().get(bytes);
        return bytes;
    }
}
