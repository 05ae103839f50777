package io.outrider.k8s.attempt.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.outrider.k8s.attempt.domain.AttemptDecider;
import io.outrider.k8s.attempt.domain.AttemptEvent;
import io.outrider.k8s.attempt.domain.AttemptKey;
import io.outrider.k8s.attempt.domain.AttemptState;
import io.outrider.k8s.attempt.domain.Decision;
import io.outrider.k8s.attempt.domain.JobSight;
import io.outrider.k8s.attempt.domain.Order;
import io.outrider.k8s.attempt.domain.PodSight;
import io.outrider.k8s.attempt.domain.Sight;
import io.outrider.k8s.attempt.domain.Stop;
import io.outrider.k8s.attempt.domain.Terms;
import io.outrider.k8s.log.domain.LogMark;
import io.outrider.k8s.settings.K8sSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that have not ended, while this replica leads. What is seen of one, and time, go through the rules, one at a time for
 * each attempt; words are safe before the next step. A failure changes nothing and is tried again within a second.
 */
@ApplicationScoped
public class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(5);

    private final Map<AttemptKey, LiveAttempt> live = new ConcurrentHashMap<>();
    private final Set<AttemptKey> done = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Cluster cluster;
    private final Telling telling;
    private final Terms terms;
    private final Clock clock;
    private volatile boolean sighted;

    Attempts(Cluster cluster, Telling telling, K8sSettings settings, Clock clock, MeterRegistry meters) {
        this.cluster = cluster;
        this.telling = telling;
        this.terms = new Terms(
                settings.startTimeout(), settings.pullTimeout(), settings.uploadTime(), settings.nodeLostAfter());
        this.clock = clock;
        meters.gaugeMapSize("outrider.k8s.attempts", List.of(), live);
        Telling.countFromTheStart(meters);
    }

    /** Returns how many attempts have not ended. */
    public int size() {
        return live.size();
    }

    /** Forgets everything: another replica may lead from now on. */
    public void clear() {
        sighted = false;
        live.values().forEach(attempt -> {
            if (attempt.log != null) {
                attempt.log.close();
            }
            attempt.told.complete(false);
        });
        live.clear();
        done.clear();
    }

    /** All that is there was seen, and is decided on from now on: before, a Job looks as if it had no pod, and is not to blame for it. */
    public void sighted() {
        sighted = true;
        tick();
    }

    /** Expects the Job of an attempt that is about to be created. */
    public void expect(Papers papers) {
        done.remove(papers.key());
        live.computeIfAbsent(papers.key(), key -> new LiveAttempt(key, AttemptState.fresh())).papers = papers;
    }

    /** The Job that was expected is not created after all. */
    public void forget(AttemptKey key) {
        live.computeIfPresent(key, (same, attempt) -> attempt.job == null ? null : attempt);
    }

    /** A Job was seen. */
    public void seen(Papers papers, JobSight job, @Nullable LogMark mark, boolean reported) {
        AttemptKey key = papers.key();
        if (reported || done.contains(key)) {
            done.add(key);
            if (job.gone()) {
                done.remove(key);
            }
            LiveAttempt ended = live.remove(key);
            if (ended != null) {
                ended.told.complete(true);
            }
            return;
        }
        LiveAttempt attempt = live.computeIfAbsent(key, same -> new LiveAttempt(same, AttemptState.found()));
        attempt.papers = papers;
        Stop known = attempt.job == null ? null : attempt.job.stop();
        attempt.job = job;
        if (known != null) {
            attempt.stopping(known);
        }
        if (attempt.mark == null) {
            attempt.mark = mark;
        }
        look(attempt);
    }

    /** A pod was seen. */
    public void seen(AttemptKey key, PodSight pod) {
        if (done.contains(key)) {
            return;
        }
        LiveAttempt attempt = live.computeIfAbsent(key, same -> new LiveAttempt(same, AttemptState.found()));
        attempt.pod = pod;
        if (pod.gone() && attempt.job == null) {
            live.remove(key);
            return;
        }
        look(attempt);
    }

    /**
     * What a task left has been brought; the answer comes once its last word is safe: false if nobody here waits for it. Of a pod that
     * is being deleted it comes at once, for no kubelet says how a container of such a pod ended before all of them have.
     */
    public CompletableFuture<Boolean> brought(AttemptKey key, Result result) {
        LiveAttempt attempt = live.get(key);
        if (attempt == null) {
            return CompletableFuture.completedFuture(done.contains(key));
        }
        attempt.result = result;
        look(attempt);
        PodSight pod = attempt.pod;
        boolean leaving = pod != null && pod.killAt() != null;
        return leaving ? CompletableFuture.completedFuture(true) : attempt.told;
    }

    /** Tells an attempt to end; returns false if it is not known here. */
    public boolean stop(AttemptKey key, Stop stop) {
        LiveAttempt attempt = live.get(key);
        if (attempt == null) {
            return false;
        }
        JobSight job = attempt.job;
        if (job == null || job.stop() == null) {
            if (attempt.pod == null) {
                cluster.halt(key, stop);
            } else {
                cluster.note(key, stop);
            }
            attempt.stopping(stop);
            look(attempt);
        }
        return true;
    }

    /** Returns the attempts of the same task and attempt number that have not ended. */
    public List<AttemptKey> siblings(AttemptKey key) {
        return live.keySet().stream()
                .filter(other -> other.task().equals(key.task()) && other.attempt() == key.attempt())
                .filter(other -> other.epoch() != key.epoch())
                .toList();
    }

    /** Looks at every attempt again: time has passed. */
    public void tick() {
        live.values().forEach(this::look);
    }

    private void look(LiveAttempt attempt) {
        attempt.news = true;
        workers.execute(() -> work(attempt));
    }

    private void work(LiveAttempt attempt) {
        if (!sighted || !attempt.lock.tryLock()) {
            return;
        }
        try {
            while (attempt.news && live.get(attempt.key) == attempt) {
                attempt.news = false;
                step(attempt);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("Expected to go on with %s, but %s; trying again", attempt.key, e.getMessage());
            LOG.debugf(e, "What went wrong with %s", attempt.key);
        } finally {
            attempt.lock.unlock();
        }
        if (attempt.news && live.get(attempt.key) == attempt) {
            // It came between the last look and here.
            workers.execute(() -> work(attempt));
        }
    }

    private void step(LiveAttempt attempt) throws InterruptedException {
        Papers papers = attempt.papers;
        JobSight job = attempt.job;
        if (papers == null || job == null) {
            return;
        }
        Instant now = clock.instant();
        Sight sight = new Sight(job, attempt.pod, attempt.result != null);
        Decision decision = AttemptDecider.decide(attempt.state, sight, terms, now);
        for (AttemptEvent event : decision.events()) {
            if (event instanceof AttemptEvent.Ended ended) {
                // Whoever brings something after this finds that it has ended.
                telling.ended(attempt, papers, ended);
                done.add(attempt.key);
                live.remove(attempt.key, attempt);
                attempt.told.complete(true);
            } else {
                telling.tell(attempt, papers, event, now);
            }
            attempt.state = AttemptDecider.evolve(attempt.state, event);
        }
        for (Order order : decision.orders()) {
            carryOut(attempt, job, order, now);
        }
    }

    private void carryOut(LiveAttempt attempt, JobSight job, Order order, Instant now) {
        switch (order) {
            case Order.Halt(Stop decided) -> {
                Stop stop = explained(attempt, decided);
                cluster.halt(attempt.key, stop);
                attempt.stopping(stop);
            }
            case Order.Note(Stop decided) -> {
                Stop stop = explained(attempt, decided);
                cluster.note(attempt.key, stop);
                attempt.stopping(stop);
            }
            case Order.Kill(String pod) -> {
                Instant before = attempt.killedAt;
                if (before == null || !now.isBefore(before.plus(BETWEEN_KILLS))) {
                    cluster.kill(pod, job.grace());
                    attempt.killedAt = now;
                }
            }
            case Order.Suspend suspend -> cluster.suspend(attempt.key);
        }
    }

    /** Without a pod, or where its status says nothing, only events say what is wrong. */
    private Stop explained(LiveAttempt attempt, Stop stop) {
        PodSight pod = attempt.pod;
        if (pod != null && !pod.silent()) {
            return stop;
        }
        return cluster.trouble(attempt.key, pod == null ? null : pod.name())
                .map(why -> new Stop(stop.outcome(), stop.reason() + ": " + why, stop.at()))
                .orElse(stop);
    }

    /** Returns the pod of an attempt, if one was seen. */
    public Optional<PodSight> pod(AttemptKey key) {
        LiveAttempt attempt = live.get(key);
        return attempt == null ? Optional.empty() : Optional.ofNullable(attempt.pod);
    }
}
