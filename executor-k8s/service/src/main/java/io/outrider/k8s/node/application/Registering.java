package io.outrider.k8s.node.application;

import io.outrider.k8s.attempt.application.Attempts;
import io.outrider.k8s.node.application.NodeReport.Standing;
import io.outrider.k8s.settings.JobsNamespace;
import io.outrider.k8s.settings.K8sSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps the cluster registered as a node: says what changes at once, and now and then that nothing did. */
@ApplicationScoped
public class Registering {

    private static final Logger LOG = Logger.getLogger(Registering.class);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(5);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(60);
    private static final Duration OFFLINE_AFTER = Duration.ofSeconds(30);

    private final ClusterHealth health;
    private final NodeVoice voice;
    private final Attempts attempts;
    private final K8sSettings settings;
    private final JobsNamespace namespace;
    private final Clock clock;
    private @Nullable NodeReport said;
    private Instant saidAt = Instant.EPOCH;
    private Instant checkedAt = Instant.EPOCH;
    private @Nullable Instant answeredAt;
    private String version = "unknown";
    private volatile boolean reached;

    Registering(
            ClusterHealth health,
            NodeVoice voice,
            Attempts attempts,
            K8sSettings settings,
            JobsNamespace namespace,
            Clock clock) {
        this.health = health;
        this.voice = voice;
        this.attempts = attempts;
        this.settings = settings;
        this.namespace = namespace;
        this.clock = clock;
    }

    /** Tells whether the API server has answered since the start. */
    public boolean reached() {
        if (!reached) {
            reached = answers();
        }
        return reached;
    }

    /** Begins anew. */
    public synchronized void start() {
        said = null;
        answeredAt = null;
        checkedAt = Instant.EPOCH;
    }

    /** Looks whether there is something to say. */
    public synchronized void tick() {
        Instant now = clock.instant();
        if (now.isBefore(checkedAt.plus(BETWEEN_CHECKS))) {
            return;
        }
        checkedAt = now;
        if (answers()) {
            answeredAt = now;
        }
        Instant seen = answeredAt;
        if (seen == null) {
            seen = answeredAt = now.minus(BETWEEN_CHECKS);
        }
        boolean offline = !now.isBefore(seen.plus(OFFLINE_AFTER));
        boolean online = seen.equals(now);
        NodeReport report = report(
                online ? Standing.ONLINE : offline ? Standing.OFFLINE : Standing.STALE,
                online ? null : "the API server does not answer");
        if (!report.equals(said) || !now.isBefore(saidAt.plus(BETWEEN_WORDS))) {
            say(report, seen, now);
        }
    }

    /** Says that nobody looks after the cluster for now. */
    public synchronized void leave(String reason) {
        Instant now = clock.instant();
        if (said != null) {
            say(report(Standing.STALE, reason), answeredAt == null ? now : answeredAt, now);
        }
        said = null;
    }

    private void say(NodeReport report, Instant lastSeen, Instant now) {
        try {
            voice.say(report, lastSeen, now);
            said = report;
            saidAt = now;
        } catch (RuntimeException e) {
            LOG.warnf("Expected to say how the cluster is, but %s", e.getMessage());
        }
    }

    private boolean answers() {
        try {
            version = health.version();
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("Expected the API server to answer, but %s", e.getMessage());
            return false;
        }
    }

    private NodeReport report(Standing status, @Nullable String reason) {
        return new NodeReport(
                settings.nodeName(),
                settings.name(),
                status,
                reason,
                settings.labels(),
                Map.of("kubernetes", version, "namespace", namespace.name()),
                settings.slots(),
                Math.max(0, settings.slots() - attempts.size()));
    }
}
