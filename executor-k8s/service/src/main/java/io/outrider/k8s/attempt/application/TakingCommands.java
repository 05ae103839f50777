package io.outrider.k8s.attempt.application;

import io.outrider.k8s.attempt.application.Announcing.Ending;
import io.outrider.k8s.attempt.application.Cluster.Refused;
import io.outrider.k8s.attempt.domain.AttemptKey;
import io.outrider.k8s.attempt.domain.Outcome;
import io.outrider.k8s.attempt.domain.Stop;
import io.outrider.k8s.settings.K8sSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Carries out the scheduler's commands. The same command again changes nothing: an attempt's Job has one name, and stays for a while
 * after its end. A start that is older than that could begin twice, so it is refused.
 */
@ApplicationScoped
public class TakingCommands {

    private static final Logger LOG = Logger.getLogger(TakingCommands.class);

    private final Attempts attempts;
    private final Cluster cluster;
    private final Announcing announcing;
    private final Clock clock;
    private final Duration oldest;

    TakingCommands(Attempts attempts, Cluster cluster, Announcing announcing, K8sSettings settings, Clock clock) {
        this.attempts = attempts;
        this.cluster = cluster;
        this.announcing = announcing;
        this.clock = clock;
        this.oldest = settings.ttl().dividedBy(2);
    }

    /** Starts an attempt. */
    public void start(StartOrder order, Instant saidAt) {
        AttemptKey key = order.papers().key();
        Instant now = clock.instant();
        for (AttemptKey sibling : attempts.siblings(key)) {
            if (sibling.epoch() > key.epoch()) {
                LOG.infof("%s is not started: epoch %d is there", key, sibling.epoch());
                return;
            }
            attempts.stop(sibling, new Stop(Outcome.LOST, "superseded by epoch " + key.epoch(), now));
        }
        if (cluster.find(key).isPresent()) {
            return;
        }
        if (saidAt.isBefore(now.minus(oldest))) {
            giveUp(order.papers(), "the command is from " + saidAt + ", more than " + oldest.toMinutes() + "m old");
            return;
        }
        attempts.expect(order.papers());
        try {
            cluster.create(order);
            LOG.infof("%s is created: template %s", key, order.spec().template());
        } catch (Refused e) {
            giveUp(order.papers(), e.getMessage());
        }
    }

    /** Nothing of it stays, of earlier tries neither. */
    private void giveUp(Papers papers, String reason) {
        attempts.forget(papers.key());
        cluster.discard(papers.key());
        refuse(papers, reason);
    }

    /** Answers a start that cannot be carried out. */
    public void refuse(Papers papers, String reason) {
        LOG.infof("%s is refused: %s", papers.key(), reason);
        announcing.ended(papers, Ending.without(Outcome.REFUSED, reason), clock.instant());
    }

    /** Tells an attempt to end; one that never came here ends at once. */
    public void cancel(Papers papers, String reason) {
        AttemptKey key = papers.key();
        Stop stop = new Stop(Outcome.CANCELLED, reason, clock.instant());
        if (attempts.stop(key, stop)) {
            return;
        }
        Optional<Cluster.Standing> standing = cluster.find(key);
        if (standing.isEmpty()) {
            cluster.bury(papers, stop);
            announcing.ended(papers, Ending.without(Outcome.CANCELLED, reason), clock.instant());
        } else if (!standing.get().reported() && !standing.get().stopping()) {
            cluster.halt(key, stop);
        }
    }
}
