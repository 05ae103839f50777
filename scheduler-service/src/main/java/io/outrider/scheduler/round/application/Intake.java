package io.outrider.scheduler.round.application;

import io.outrider.outbox.OpenTransaction;
import io.outrider.scheduler.job.application.JobDetails;
import io.outrider.scheduler.job.domain.Aim;
import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.job.domain.JobState;
import io.outrider.scheduler.job.domain.JobStatus;
import io.outrider.scheduler.job.domain.Tally;
import io.outrider.scheduler.node.application.NodeDirectory;
import io.outrider.scheduler.node.domain.Target;
import io.outrider.scheduler.round.application.RoundCommand.Submit;
import io.outrider.scheduler.task.domain.Attempt;
import io.outrider.scheduler.task.domain.TaskState.Pending;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Admits new jobs, each once however often it is submitted: by its id, and by the sender's key if there is one. */
@ApplicationScoped
class Intake {

    private record Key(String project, String key) {}

    private final Ledger ledger;
    private final NodeDirectory directory;

    Intake(Ledger ledger, NodeDirectory directory) {
        this.ledger = ledger;
        this.directory = directory;
    }

    /** Puts new jobs with their tasks on the sheet. */
    void admit(OpenTransaction tx, List<Submit> submits, Sheet sheet) {
        if (submits.isEmpty()) {
            return;
        }
        Map<JobId, Submit> firstById = new HashMap<>();
        Map<Key, Submit> firstByKey = new HashMap<>();
        List<Submit> first = new ArrayList<>();
        for (Submit submit : submits) {
            if (firstById.putIfAbsent(submit.job().id(), submit) == null && isFirst(firstByKey, submit)) {
                first.add(submit);
            }
        }
        Map<JobId, List<TaskEntry>> tasks = new HashMap<>();
        List<JobEntry> jobs =
                first.stream().map(submit -> created(submit, sheet, tasks)).toList();
        Set<JobId> fresh = ledger.insertJobs(tx, jobs, firstById);
        for (JobEntry job : jobs) {
            if (fresh.contains(job.job().id())) {
                sheet.add(job);
                tasks.getOrDefault(job.job().id(), List.of()).forEach(sheet::add);
            }
        }
    }

    private static boolean isFirst(Map<Key, Submit> seen, Submit submit) {
        return submit.key() == null || seen.putIfAbsent(new Key(submit.job().project(), submit.key()), submit) == null;
    }

    /** Says for each submission what became of it, as it stands at the end of the round. */
    IdentityHashMap<RoundCommand, RoundResult> results(OpenTransaction tx, List<Submit> submits, Sheet sheet) {
        IdentityHashMap<RoundCommand, RoundResult> results = new IdentityHashMap<>();
        List<Submit> others = new ArrayList<>();
        for (Submit submit : submits) {
            if (sheet.isNew(submit.job().id())) {
                results.put(submit, submitted(submit.job().id(), sheet));
            } else {
                others.add(submit);
            }
        }
        if (!others.isEmpty()) {
            List<Ledger.Stored> stored = ledger.stored(tx, others);
            others.forEach(other -> results.put(other, repeated(other, stored)));
        }
        return results;
    }

    private static RoundResult submitted(JobId id, Sheet sheet) {
        JobEntry job = Objects.requireNonNull(sheet.job(id));
        List<JobDetails.TaskDetails> tasks = sheet.tasks().stream()
                .filter(task -> task.job() == job)
                .map(task -> new JobDetails.TaskDetails(task.id(), task.target(), task.state()))
                .toList();
        return new RoundResult.Submitted(new JobDetails(job.job(), job.state(), tasks));
    }

    private static RoundResult repeated(Submit submit, List<Ledger.Stored> stored) {
        Ledger.Stored earlier = stored.stream()
                .filter(each -> isInTheWay(each, submit))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Expected job "
                        + submit.job().id() + " to be stored or in conflict with a stored one, but it is neither"));
        return earlier.fingerprint().equals(submit.fingerprint())
                ? new RoundResult.Repeated(earlier.id())
                : new RoundResult.KeyReused(earlier.id());
    }

    private static boolean isInTheWay(Ledger.Stored stored, Submit submit) {
        boolean sameKey = submit.key() != null
                && Objects.equals(stored.key(), submit.key())
                && stored.project().equals(submit.job().project());
        return sameKey || stored.id().equals(submit.job().id());
    }

    private JobEntry created(Submit submit, Sheet sheet, Map<JobId, List<TaskEntry>> tasks) {
        Job job = submit.job();
        List<Target> targets = targets(job.aim(), job.project());
        String refusal = submit.refusal();
        if (refusal == null && targets.isEmpty()) {
            refusal = directory.explain(job.aim().target(job.project()));
        }
        if (refusal != null) {
            return JobEntry.created(job, refused(refusal, sheet));
        }
        JobEntry entry = JobEntry.created(job, new JobState.Queued(Tally.of(targets.size())));
        List<TaskEntry> created = new ArrayList<>();
        for (Target target : targets) {
            Pending pending = new Pending(
                    Attempt.first(), sheet.now().plus(sheet.patience().queue()), "waiting for a node");
            created.add(TaskEntry.created(entry, created.size() + 1, target, pending));
        }
        tasks.put(job.id(), created);
        return entry;
    }

    private static JobState refused(@Nullable String reason, Sheet sheet) {
        return new JobState.Ended(Tally.of(0), JobStatus.FAILED, reason, null, null, sheet.now());
    }

    private List<Target> targets(Aim aim, String project) {
        Target target = aim.target(project);
        return aim.all()
                ? directory.matching(target).stream()
                        .<Target>map(node -> new Target.Named(project, node.name()))
                        .toList()
                : List.of(target);
    }
}
