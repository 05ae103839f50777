package io.outrider.k8s.attempt.objects;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.outrider.k8s.attempt.application.Papers;
import io.outrider.k8s.attempt.domain.Stop;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Job of an attempt that was cancelled before its start came: suspended for ever, it only takes the name. */
public final class Tombstone {

    private Tombstone() {}

    /** Returns the Job; it is removed like every Job that was stopped. */
    public static Job of(Placement placement, Papers papers, Stop stop) {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put(Names.TASK_ID, papers.key().task());
        notes.put(Names.JOB_ID, papers.job());
        notes.put(Names.NODE, papers.node());
        notes.put(Names.STOP, stop.outcome().name());
        notes.put(Names.STOP_REASON, stop.reason());
        notes.put(Names.STOP_AT, stop.at().toString());
        notes.put(Names.REPORTED, stop.outcome().name());
        return new JobBuilder()
                .withNewMetadata()
                .withName(Names.job(papers.key()))
                .withLabels(Manifests.labels(placement, papers))
                .withAnnotations(notes)
                .endMetadata()
                .withNewSpec()
                .withSuspend(true)
                .withBackoffLimit(0)
                .withTtlSecondsAfterFinished((int) placement.ttl().toSeconds())
                .withNewTemplate()
                .withNewSpec()
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .addNewContainer()
                .withName(PodContainers.TASK)
                .withImage(placement.companionImage())
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }
}
