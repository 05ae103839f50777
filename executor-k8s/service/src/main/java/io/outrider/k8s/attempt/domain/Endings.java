package io.outrider.k8s.attempt.domain;

import io.outrider.k8s.attempt.domain.AttemptEvent.Ended;
import io.outrider.k8s.attempt.domain.PodSight.Main;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How attempts end, in words that a person can act upon. */
final class Endings {

    private static final String DEADLINE = "DeadlineExceeded";

    /** The kubelet found the container no more; exit code and times of such an end are made up. */
    private static final String UNKNOWN = "ContainerStatusUnknown";

    private Endings() {}

    /** The process has ended. */
    static Ended of(Main.Terminated end, JobSight job, PodSight pod) {
        Stop stop = job.stop();
        if (UNKNOWN.equals(end.reason())) {
            return unknown(stop, job, pod);
        }
        boolean ran = end.startedAt() != null;
        // Times of containers are whole seconds: an end in the second of the stop counts as the stop's.
        if (stop != null && !end.finishedAt().isBefore(stop.at().minusSeconds(1))) {
            Outcome outcome = stop.outcome() == Outcome.REFUSED && ran ? Outcome.FAILED : stop.outcome();
            return new Ended(outcome, end.exitCode(), stop.reason(), ran);
        }
        if (end.exitCode() == 0) {
            return new Ended(Outcome.SUCCEEDED, 0, null, ran);
        }
        if (DEADLINE.equals(job.failure())) {
            return new Ended(Outcome.TIMED_OUT, end.exitCode(), deadline(job), ran);
        }
        return new Ended(Outcome.FAILED, end.exitCode(), failure(end, pod), ran);
    }

    /** Its container is gone, and how the process ended with it. */
    private static Ended unknown(@Nullable Stop stop, JobSight job, PodSight pod) {
        if (stop != null) {
            return stopped(stop, true);
        }
        if (DEADLINE.equals(job.failure())) {
            return new Ended(Outcome.TIMED_OUT, null, deadline(job), true);
        }
        if (pod.trouble() == null) {
            return lost(pod, null);
        }
        return new Ended(Outcome.FAILED, null, pod.trouble() + ". The exit code is unknown", true);
    }

    private static String failure(Main.Terminated end, PodSight pod) {
        String reason = end.reason();
        if ("OOMKilled".equals(reason)) {
            return "OOMKilled: the process used more memory than its limit (exit code " + end.exitCode() + ")";
        }
        if (end.startedAt() == null || "StartError".equals(reason) || "ContainerCannotRun".equals(reason)) {
            String what = end.message() == null ? "" : ": " + end.message();
            return "the container could not be started; " + (reason == null ? "unknown" : reason) + what;
        }
        String ended = "Exit code " + end.exitCode() + signal(end.exitCode());
        return pod.trouble() == null ? ended : pod.trouble() + ". " + ended;
    }

    private static String signal(int code) {
        return switch (code) {
            case 126 -> " (the command cannot be executed)";
            case 127 -> " (the command was not found)";
            case 137 -> " (killed)";
            case 139 -> " (segmentation fault)";
            case 143 -> " (terminated)";
            default -> "";
        };
    }

    /** It was told to end, and no process of it is left. */
    static Ended stopped(Stop stop, boolean mayHaveRun) {
        Outcome outcome = stop.outcome() == Outcome.REFUSED && mayHaveRun ? Outcome.LOST : stop.outcome();
        return new Ended(outcome, null, stop.reason(), mayHaveRun);
    }

    /** Its pod or its Job is gone though nobody here asked for that. */
    static Ended vanished(JobSight job) {
        if (DEADLINE.equals(job.failure())) {
            return new Ended(Outcome.TIMED_OUT, null, deadline(job), true);
        }
        String what = job.gone() ? "its Job was deleted" : "its pod was deleted";
        return new Ended(Outcome.LOST, null, what + " by somebody else; whether the process ended is unknown", true);
    }

    /** Its machine does not answer, or was given up. */
    static Ended lost(PodSight pod, @Nullable Stop stop) {
        String machine = pod.node() == null ? "" : " " + pod.node();
        String trouble = pod.trouble() == null ? "" : " (" + pod.trouble() + ")";
        String stopping = stop == null ? "" : "; it was to be stopped: " + stop.reason();
        return new Ended(
                Outcome.LOST,
                null,
                "node lost: the machine" + machine + " does not say what became of the process" + trouble + stopping,
                true);
    }

    /** Its pod ended before the process began. */
    static Ended neverStarted(PodSight pod, boolean certain) {
        if (pod.fetchFailure() != null) {
            return new Ended(Outcome.FAILED, null, "the inputs could not be fetched; " + pod.fetchFailure(), false);
        }
        String trouble = pod.trouble() == null ? "its pod was deleted by somebody else" : pod.trouble();
        return new Ended(
                certain ? Outcome.REFUSED : Outcome.LOST, null, trouble + ", before the process began", !certain);
    }

    static String notStarted(JobSight job, Terms terms, @Nullable String why) {
        return "not started within " + words(terms.start()) + (why == null ? "" : "; " + why);
    }

    private static String deadline(JobSight job) {
        return "not finished within " + words(job.timeout()) + " and its grace; the cluster ended it";
    }

    /** Returns a duration as people write it. */
    static String words(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
