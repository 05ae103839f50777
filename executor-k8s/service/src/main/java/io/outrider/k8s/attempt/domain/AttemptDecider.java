package io.outrider.k8s.attempt.domain;

import io.outrider.k8s.attempt.domain.AttemptState.Created;
import io.outrider.k8s.attempt.domain.AttemptState.Ended;
import io.outrider.k8s.attempt.domain.AttemptState.Started;
import io.outrider.k8s.attempt.domain.PodSight.Main;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an attempt on a cluster. Sights may come twice, late, and after a restart with nothing told before: each leads to the
 * next word that is missing, and there is one last word. Every wait has an end: for a machine and an image, for the process, for
 * what it left, and for a machine that does not answer.
 */
public final class AttemptDecider {

    /** So that this word comes before the scheduler's own deadline, which adds a minute to time-out and grace. */
    private static final Duration AHEAD_OF_SCHEDULER = Duration.ofSeconds(30);

    /** A controller needs moments to see that a Job is suspended; then nothing can start any more. */
    private static final Duration SUSPENDING = Duration.ofSeconds(30);

    private static final Set<String> HOPELESS = Set.of("InvalidImageName", "ErrImageNeverPull");
    private static final Set<String> CANNOT_START = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "ImageInspectError",
            "RegistryUnavailable",
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError");

    private AttemptDecider() {}

    /** Decides what follows when this is seen now. */
    public static Decision decide(AttemptState state, Sight sight, Terms terms, Instant now) {
        if (state instanceof Ended) {
            return Decision.NOTHING;
        }
        List<AttemptEvent> events = new ArrayList<>();
        List<Order> orders = new ArrayList<>();
        if (state instanceof Created created && !created.told()) {
            events.add(new AttemptEvent.Accepted());
        }
        PodSight pod = sight.pod();
        if (pod == null) {
            withoutPod(state, sight.job(), terms, now, events, orders);
            return new Decision(events, orders);
        }
        Instant startedAt = startedAt(pod.main());
        if (state instanceof Created && startedAt != null) {
            events.add(new AttemptEvent.Started(startedAt));
        }
        switch (pod.main()) {
            case Main.Terminated end -> terminated(end, sight, pod, terms, now, events);
            case Main.Running running -> running(running, sight.job(), pod, terms, now, events, orders);
            case Main.Waiting waiting -> waiting(waiting, state, sight.job(), pod, terms, now, events, orders);
        }
        return new Decision(events, orders);
    }

    /** Returns the state after an event. */
    public static AttemptState evolve(AttemptState state, AttemptEvent event) {
        return switch (event) {
            case AttemptEvent.Accepted accepted ->
                state instanceof Created created ? new Created(true, created.watched()) : state;
            case AttemptEvent.Started started -> state instanceof Created ? new Started(started.at()) : state;
            case AttemptEvent.Ended ended -> state instanceof Ended ? state : new Ended(ended.outcome());
        };
    }

    private static @Nullable Instant startedAt(Main main) {
        return switch (main) {
            case Main.Waiting waiting -> null;
            case Main.Running running -> running.startedAt();
            case Main.Terminated end -> end.startedAt();
        };
    }

    private static void terminated(
            Main.Terminated end, Sight sight, PodSight pod, Terms terms, Instant now, List<AttemptEvent> events) {
        boolean mayStillCome =
                pod.collecting() && !pod.gone() && now.isBefore(end.finishedAt().plus(terms.upload()));
        if (sight.resultHere() || !mayStillCome) {
            events.add(Endings.of(end, sight.job(), pod));
        }
    }

    private static void running(
            Main.Running running,
            JobSight job,
            PodSight pod,
            Terms terms,
            Instant now,
            List<AttemptEvent> events,
            List<Order> orders) {
        Stop stop = job.stop();
        if (pod.gone()) {
            events.add(stop == null ? Endings.vanished(job) : Endings.stopped(stop, true));
        } else if (pod.ended() || isLost(pod, terms, now)) {
            events.add(Endings.lost(pod, stop));
        } else if (stop == null && !now.isBefore(running.startedAt().plus(job.timeout()))) {
            String reason = "not finished within " + Endings.words(job.timeout());
            halt(new Stop(Outcome.TIMED_OUT, reason, now), pod, orders);
        } else if (stop != null) {
            hurry(job, pod, now, orders);
        }
    }

    private static void waiting(
            Main.Waiting waiting,
            AttemptState state,
            JobSight job,
            PodSight pod,
            Terms terms,
            Instant now,
            List<AttemptEvent> events,
            List<Order> orders) {
        Stop stop = job.stop();
        if (pod.gone() || pod.ended() || isLost(pod, terms, now)) {
            boolean cannotHaveRun = pod.node() == null || pod.gone() || pod.ended();
            boolean mayHaveRun = !(state instanceof Created && cannotHaveRun);
            events.add(stop == null ? Endings.neverStarted(pod, !mayHaveRun) : Endings.stopped(stop, mayHaveRun));
        } else if (stop != null) {
            hurry(job, pod, now, orders);
        } else if (pod.killAt() == null) {
            giveUp(waiting, job, pod, terms, now, orders);
        }
    }

    private static void giveUp(
            Main.Waiting waiting, JobSight job, PodSight pod, Terms terms, Instant now, List<Order> orders) {
        String reason = waiting.reason();
        Instant chosen = pod.scheduledAt() == null ? job.createdAt() : pod.scheduledAt();
        boolean hopeless = reason != null
                && (HOPELESS.contains(reason)
                        || (CANNOT_START.contains(reason) && !now.isBefore(chosen.plus(terms.pull()))));
        if (hopeless) {
            String text = waiting.message() == null ? reason : reason + ": " + waiting.message();
            halt(new Stop(Outcome.FAILED, "the container could not be started; " + text, now), pod, orders);
        } else if (!now.isBefore(startBy(job, terms))) {
            String why = pod.trouble() != null ? pod.trouble() : reason;
            halt(new Stop(Outcome.REFUSED, Endings.notStarted(job, terms, why), now), pod, orders);
        }
    }

    private static void withoutPod(
            AttemptState state, JobSight job, Terms terms, Instant now, List<AttemptEvent> events, List<Order> orders) {
        Stop stop = job.stop();
        boolean mayHaveRun = !(state instanceof Created created && created.watched());
        if (stop != null) {
            boolean settled = job.suspended() || job.gone() || job.failure() != null;
            if (settled || (job.closed() && !now.isBefore(stop.at().plus(SUSPENDING)))) {
                events.add(Endings.stopped(stop, mayHaveRun));
            } else {
                close(job, orders);
            }
        } else if (job.gone() || job.failure() != null) {
            events.add(Endings.vanished(job));
        } else if (!now.isBefore(startBy(job, terms))) {
            String why = "no pod of it was made";
            orders.add(new Order.Halt(new Stop(Outcome.REFUSED, Endings.notStarted(job, terms, why), now)));
        }
    }

    /**
     * A Job's controller deletes the pods of a suspended Job, too, but with their own grace, which has the time to upload in it, and a
     * machine that has begun to wait for that long does not hear of less. So the pod is deleted first; a Job that may not fail once
     * makes no other in between.
     */
    private static void halt(Stop stop, PodSight pod, List<Order> orders) {
        orders.add(new Order.Note(stop));
        orders.add(new Order.Kill(pod.name()));
        orders.add(new Order.Suspend());
    }

    /** Goes on with a stop that was noted. */
    private static void hurry(JobSight job, PodSight pod, Instant now, List<Order> orders) {
        Instant killAt = pod.killAt();
        if (killAt == null || killAt.isAfter(now.plus(job.grace()))) {
            orders.add(new Order.Kill(pod.name()));
        }
        close(job, orders);
    }

    private static void close(JobSight job, List<Order> orders) {
        if (!job.closed() && !job.gone() && job.failure() == null) {
            orders.add(new Order.Suspend());
        }
    }

    private static boolean isLost(PodSight pod, Terms terms, Instant now) {
        return pod.killAt() != null && !now.isBefore(pod.killAt().plus(terms.nodeLost()));
    }

    private static Instant startBy(JobSight job, Terms terms) {
        Duration scheduler = job.timeout().plus(job.grace()).plus(AHEAD_OF_SCHEDULER);
        return job.createdAt().plus(terms.start().compareTo(scheduler) < 0 ? terms.start() : scheduler);
    }
}
