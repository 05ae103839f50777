package io.outrider.k8s.attempt.objects;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.outrider.k8s.attempt.application.Causation;
import io.outrider.k8s.attempt.application.Papers;
import io.outrider.k8s.attempt.domain.AttemptKey;
import io.outrider.k8s.attempt.domain.JobSight;
import io.outrider.k8s.attempt.domain.Outcome;
import io.outrider.k8s.attempt.domain.Stop;
import io.outrider.k8s.log.domain.LogMark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an attempt from its Job. */
public final class JobReader {

    /** As {@link Manifests} writes it: neither name nor version has a space or an at sign. */
    private static final Pattern TEMPLATE = Pattern.compile("([^@]+)@[^ ]+ (.+)");

    private JobReader() {}

    /** Returns the attempt that this object belongs to; empty if it is none of ours. */
    public static Optional<AttemptKey> key(ObjectMeta meta) {
        Map<String, String> labels = orEmpty(meta.getLabels());
        String task = orEmpty(meta.getAnnotations()).get(Names.TASK_ID);
        String attempt = labels.get(Names.ATTEMPT);
        String epoch = labels.get(Names.EPOCH);
        if (task == null || attempt == null || epoch == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AttemptKey(task, Integer.parseInt(attempt), Integer.parseInt(epoch)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public static Papers papers(AttemptKey key, Job job) {
        Map<String, String> notes = notes(job);
        return new Papers(
                key,
                notes.getOrDefault(Names.JOB_ID, ""),
                notes.getOrDefault(Names.NODE, ""),
                part(notes),
                new Causation(
                        notes.getOrDefault(Names.CAUSATION, ""),
                        notes.getOrDefault(Names.CORRELATION, ""),
                        notes.getOrDefault(Names.ACTOR, ""),
                        notes.get(Names.TRACEPARENT)));
    }

    private static Papers.Part part(Map<String, String> notes) {
        Matcher template = TEMPLATE.matcher(notes.getOrDefault(Names.TEMPLATE, ""));
        boolean known = template.matches();
        return new Papers.Part(
                notes.getOrDefault(Names.PROJECT, ""),
                known ? template.group(1) : null,
                known ? template.group(2) : null,
                notes.get(Names.REACTION),
                Integer.parseInt(notes.getOrDefault(Names.CAUSATION_DEPTH, "0")));
    }

    public static JobSight sight(Job job, boolean gone) {
        Map<String, String> notes = notes(job);
        String createdAt = job.getMetadata().getCreationTimestamp();
        return new JobSight(
                createdAt == null ? Instant.EPOCH : Instant.parse(createdAt),
                seconds(notes.get(Names.TIMEOUT)),
                seconds(notes.get(Names.GRACE)),
                stop(notes),
                job.getSpec() != null && Boolean.TRUE.equals(job.getSpec().getSuspend()),
                condition(job, "Suspended") != null,
                failure(job),
                gone);
    }

    /** Returns how far its log was told, null if nothing of it was. */
    public static @Nullable LogMark mark(Job job) {
        return LogMark.parse(notes(job).get(Names.LOG));
    }

    public static boolean reported(Job job) {
        return notes(job).containsKey(Names.REPORTED);
    }

    /** Returns that it has to end, null while it may go on. */
    public static @Nullable Stop stop(Map<String, String> notes) {
        String outcome = notes.get(Names.STOP);
        String at = notes.get(Names.STOP_AT);
        return outcome == null || at == null
                ? null
                : new Stop(
                        Outcome.valueOf(outcome), notes.getOrDefault(Names.STOP_REASON, "stopped"), Instant.parse(at));
    }

    private static @Nullable String failure(Job job) {
        JobCondition failed = condition(job, "Failed");
        if (failed != null) {
            return failed.getReason() == null ? "Failed" : failed.getReason();
        }
        // Nothing comes after a completion either, whatever became of the pod.
        return condition(job, "Complete") == null ? null : "Complete";
    }

    private static @Nullable JobCondition condition(Job job, String type) {
        List<JobCondition> conditions =
                job.getStatus() == null || job.getStatus().getConditions() == null
                        ? List.of()
                        : job.getStatus().getConditions();
        return conditions.stream()
                .filter(condition -> type.equals(condition.getType()) && "True".equals(condition.getStatus()))
                .findFirst()
                .orElse(null);
    }

    private static Duration seconds(@Nullable String text) {
        return Duration.ofSeconds(text == null ? 0 : Long.parseLong(text));
    }

    /** Returns a Job's annotations. */
    public static Map<String, String> notes(Job job) {
        return orEmpty(job.getMetadata().getAnnotations());
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
