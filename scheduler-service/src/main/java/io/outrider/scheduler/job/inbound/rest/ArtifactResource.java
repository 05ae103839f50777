package io.outrider.scheduler.job.inbound.rest;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.outrider.scheduler.job.application.JobDetails;
import io.outrider.scheduler.job.application.JobReading;
import io.outrider.scheduler.job.domain.JobId;
import io.outrider.scheduler.task.domain.Artifact;
import io.outrider.scheduler.task.domain.TaskState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Files that tasks left behind, out of the artifact store. */
@Path("/api/v1/jobs/{id}/artifacts/{task}/{name: .+}")
@Tag(name = "jobs")
public class ArtifactResource {

    private final JobReading jobs;
    private final ArtifactStore store;

    ArtifactResource(JobReading jobs, ArtifactStore store) {
        this.jobs = jobs;
        this.store = store;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @RunOnVirtualThread
    @Operation(summary = "Download a file that a task left behind")
    public Response download(
            @PathParam("id") String id, @PathParam("task") String task, @PathParam("name") String name) {
        Artifact artifact = find(id, task, name).orElseThrow(() -> ProblemException.notFound("artifact", name));
        InputStream content =
                store.open(artifact.sha256()).orElseThrow(() -> ProblemException.notFound("content of artifact", name));
        StreamingOutput output = out -> {
            try (content) {
                content.transferTo(out);
            }
        };
        // A file from a task must never act in the reader's browser.
        return Response.ok(output, MediaType.APPLICATION_OCTET_STREAM)
                .header("Content-Length", artifact.size())
                .header("Content-Disposition", "attachment")
                .header("X-Content-Type-Options", "nosniff")
                .header("Repr-Digest", "sha-256=:" + base64(artifact.sha256()) + ":")
                .build();
    }

    private Optional<Artifact> find(String id, String task, String name) {
        JobDetails job;
        try {
            job = jobs.find(new JobId(id)).await().indefinitely();
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("job", id);
        }
        if (job == null) {
            throw ProblemException.notFound("job", id);
        }
        return job.tasks().stream()
                .filter(each -> each.id().value().equals(task))
                .flatMap(each -> each.state() instanceof TaskState.Ended ended
                        ? ended.outcome().artifacts().stream()
                        : Stream.<Artifact>of())
                .filter(artifact -> artifact.name().equals(name))
                .findFirst();
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
