package io.outrider.gateway.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The keys {@code outrider.gateway.*}. */
@ConfigMapping(prefix = "outrider.gateway")
public interface GatewaySettings {

    Agents agents();

    Ca ca();

    Offers offers();

    /** How long an accepted task runs on without a sign of its agent. */
    @WithDefault("30s")
    Duration lease();

    /**
     * How long, after its cancel and its grace period, a task's lease is renewed while its agent brings what it left. Longer than the
     * scheduler's slack, which is usually the first to give it up.
     */
    @WithDefault("5m")
    Duration cancelSlack();

    /** After a start of the gateway no lease ends for this long on top of a lease: agents may be backing off. */
    @WithDefault("30s")
    Duration comeback();

    /** How long a poll is parked; proxies in between must allow it. */
    @WithDefault("45s")
    Duration poll();

    /** The largest artifact of a task, in bytes. */
    @WithDefault("1073741824")
    long maxArtifactBytes();

    /** Where uploads wait until their digest is known. */
    @WithDefault("${java.io.tmpdir}")
    Path spoolDir();

    /**
     * How long the rows of ended attempts are kept, so that late messages about them are understood. No shorter than an offer may
     * wait: a start that comes again is known by its row, or too old.
     */
    @WithDefault("3d")
    Duration retention();

    /** The port that agents call. */
    interface Agents {

        @WithDefault("127.0.0.1")
        String host();

        @WithDefault("9443")
        int port();

        /** Names and addresses in the server's certificate: those that agents call it by. */
        @WithDefault("localhost,127.0.0.1")
        List<String> names();

        /** Connections at most; each costs some 30 KiB. */
        @WithDefault("15000")
        int maxConnections();
    }

    /** The certificate authority. */
    interface Ca {

        /** Holds {@code ca.pem} and {@code ca-key.pem}; both are made if neither is there. */
        Path dir();

        /** How long a node's certificate is valid. */
        @WithDefault("30d")
        Duration clientLife();

        /** How long the gateway's own certificate is valid; a new one is made at each start. */
        @WithDefault("397d")
        Duration serverLife();
    }

    /** Tasks that are offered to nodes. */
    interface Offers {

        /** How long an agent may think about an offer that it has. */
        @WithDefault("30s")
        Duration accept();

        /**
         * How long an offer waits for a node that is away or full, from the scheduler's word on; an older start is refused. The
         * scheduler's own deadline is usually shorter.
         */
        @WithDefault("24h")
        Duration queue();
    }
}
