package io.outrider.scheduler.job.inbound.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.scheduler.job.application.JobDetails;
import io.outrider.scheduler.job.domain.Job;
import io.outrider.scheduler.job.domain.JobState;
import io.outrider.scheduler.job.inbound.rest.JobJson.ArtifactJson;
import io.outrider.scheduler.job.inbound.rest.JobJson.TaskJson;
import io.outrider.scheduler.node.application.NodeDirectory;
import io.outrider.scheduler.node.domain.NodeName;
import io.outrider.scheduler.node.domain.Target;
import io.outrider.scheduler.task.domain.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows jobs: sensitive values masked, and why somebody waits as of now. */
@ApplicationScoped
public class JobViews {

    private static final String MASK = "***";

    private final ObjectMapper json;
    private final NodeDirectory directory;

    JobViews(ObjectMapper json, NodeDirectory directory) {
        this.json = json;
        this.directory = directory;
    }

    public JobJson of(JobDetails details) {
        Job job = details.job();
        JobState state = details.state();
        JobState.Ended ended = state instanceof JobState.Ended end ? end : null;
        List<TaskJson> tasks = details.tasks().stream().map(this::task).toList();
        return new JobJson(
                job.id().value(),
                job.project(),
                job.template(),
                job.version(),
                job.method(),
                masked(job),
                new NewJobJson.TargetJson(
                        job.aim().node(), job.aim().selector(), job.aim().all()),
                state.status().name(),
                reason(state, tasks),
                ended == null ? null : ended.outputs(),
                job.reaction(),
                job.event(),
                job.createdBy(),
                job.createdAt(),
                startedAt(state),
                ended == null ? null : ended.finishedAt(),
                tasks);
    }

    /** A job that waits says what its only task waits for. */
    private static @Nullable String reason(JobState state, List<TaskJson> tasks) {
        return switch (state) {
            case JobState.Queued queued -> tasks.size() == 1 ? tasks.getFirst().reason() : null;
            case JobState.Running running ->
                tasks.size() == 1 ? tasks.getFirst().reason() : null;
            case JobState.Cancelling cancelling -> cancelling.reason();
            case JobState.Ended ended -> ended.reason();
        };
    }

    private static @Nullable Instant startedAt(JobState state) {
        return switch (state) {
            case JobState.Queued queued -> null;
            case JobState.Running running -> running.startedAt();
            case JobState.Cancelling cancelling -> cancelling.startedAt();
            case JobState.Ended ended -> ended.startedAt();
        };
    }

    private TaskJson task(JobDetails.TaskDetails task) {
        TaskState state = task.state();
        TaskState.Ended ended = state instanceof TaskState.Ended end ? end : null;
        return new TaskJson(
                task.id().value(),
                node(task),
                state.attempt().number(),
                state.attempt().epoch(),
                state.status().name(),
                reason(task),
                state instanceof TaskState.Open open ? open.deadline() : null,
                ended == null ? null : ended.outcome().exitCode(),
                ended == null ? null : ended.outcome().outputs(),
                ended == null
                        ? List.of()
                        : ended.outcome().artifacts().stream()
                                .map(artifact -> new ArtifactJson(artifact.name(), artifact.sha256(), artifact.size()))
                                .toList(),
                startedAt(state),
                ended == null ? null : ended.finishedAt());
    }

    private @Nullable String reason(JobDetails.TaskDetails task) {
        boolean first =
                task.state().attempt().number() == 1 && task.state().attempt().epoch() == 1;
        return task.state() instanceof TaskState.Pending && first
                ? directory.explain(task.target())
                : task.state().reason();
    }

    private static @Nullable String node(JobDetails.TaskDetails task) {
        if (task.state() instanceof TaskState.Ended ended && ended.node() != null) {
            return ended.node().value();
        }
        String target =
                task.target() instanceof Target.Named named ? named.node().value() : null;
        return task.state().occupies().map(NodeName::value).orElse(target);
    }

    private static @Nullable Instant startedAt(TaskState state) {
        return switch (state) {
            case TaskState.Running running -> running.startedAt();
            case TaskState.Cancelling cancelling -> cancelling.startedAt();
            case TaskState.Ended ended -> ended.startedAt();
            default -> null;
        };
    }

    private JsonNode masked(Job job) {
        try {
            JsonNode parameters = json.readTree(job.parameters());
            if (parameters instanceof ObjectNode object) {
                job.sensitive().stream().filter(object::has).forEach(name -> object.put(name, MASK));
            }
            return parameters;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Expected parameters of job " + job.id() + " to be JSON, but they cannot be read", e);
        }
    }
}
