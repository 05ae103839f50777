package io.outrider.k8s.companion.inbound.http;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.artifacts.ArtifactTooLargeException;
import io.outrider.artifacts.Stored;
import io.outrider.k8s.attempt.application.Attempts;
import io.outrider.k8s.attempt.application.Cluster;
import io.outrider.k8s.attempt.application.Inputs;
import io.outrider.k8s.attempt.application.Result;
import io.outrider.k8s.attempt.application.Results;
import io.outrider.k8s.attempt.domain.AttemptKey;
import io.outrider.k8s.companion.application.Tokens;
import io.outrider.k8s.leader.Leading;
import io.outrider.protocol.ReprDigest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the program beside a task gets and brings. Any replica gives inputs and takes artifacts; a result is taken by the leading one,
 * and acknowledged once the attempt's last word is safe, or at once where the pod is being deleted. 503 closes the connection, so that
 * the next try may reach another replica.
 */
@Blocking
@Path("/companion/v1/tasks/{task}/{attempt}/{epoch}")
public class CompanionResource {

    private static final long MAX_ARTIFACT_BYTES = 1024L * 1024 * 1024;
    /** Less than the companion waits for an answer; it asks again. */
    private static final int PATIENCE_SECONDS = 5;

    private final Tokens tokens;
    private final Cluster cluster;
    private final Attempts attempts;
    private final Results results;
    private final ArtifactStore store;
    private final Leading leading;

    CompanionResource(
            Tokens tokens, Cluster cluster, Attempts attempts, Results results, ArtifactStore store, Leading leading) {
        this.tokens = tokens;
        this.cluster = cluster;
        this.attempts = attempts;
        this.results = results;
        this.store = store;
        this.leading = leading;
    }

    /** Which attempt is meant, and the proof that the caller belongs to it. */
    public record Caller(
            @PathParam("task") String task,
            @PathParam("attempt") int attempt,
            @PathParam("epoch") int epoch,
            @HeaderParam("Authorization") @Nullable String authorization) {}

    @GET
    @Path("inputs/{name}")
    public Response input(@BeanParam Caller caller, @PathParam("name") String name) {
        AttemptKey key = known(caller);
        Inputs inputs = cluster.inputs(key).orElseThrow(() -> problem(Status.GONE, "the task has ended"));
        String text = switch (name) {
            case "parameters.json" -> inputs.parameters();
            case "event.json" -> inputs.event();
            default -> null;
        };
        return text == null
                ? Response.status(Status.NOT_FOUND).build()
                : Response.ok(text, MediaType.APPLICATION_JSON).build();
    }

    @GET
    @Path("content")
    public Response content(@BeanParam Caller caller) {
        AttemptKey key = known(caller);
        Inputs inputs = cluster.inputs(key).orElseThrow(() -> problem(Status.GONE, "the task has ended"));
        Optional<InputStream> content = inputs.content() == null ? Optional.empty() : store.open(inputs.content());
        return content.map(stream ->
                        Response.ok(stream, MediaType.APPLICATION_OCTET_STREAM).build())
                .orElseGet(() -> Response.status(Status.NOT_FOUND).build());
    }

    @PUT
    @Path("artifacts/{name}")
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public Response artifact(
            @BeanParam Caller caller, @HeaderParam(ReprDigest.HEADER) @Nullable String digest, InputStream body)
            throws IOException {
        known(caller);
        try {
            ReprDigest wanted = ReprDigest.parse(digest == null ? "" : digest);
            Stored stored = store.put(body, MAX_ARTIFACT_BYTES);
            if (!stored.sha256().equals(wanted.sha256())) {
                // The bytes were damaged on their way: they come again.
                throw problem(Status.SERVICE_UNAVAILABLE, "the artifact's bytes are not those of its digest");
            }
            return Response.noContent().build();
        } catch (ArtifactTooLargeException | IllegalArgumentException e) {
            throw problem(Status.BAD_REQUEST, e.getMessage());
        }
    }

    @PUT
    @Path("result")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response result(@BeanParam Caller caller, String body) throws InterruptedException {
        AttemptKey key = known(caller);
        if (!leading.leads()) {
            throw problem(Status.SERVICE_UNAVAILABLE, "another replica leads");
        }
        Result result;
        try {
            result = results.read(body);
        } catch (IllegalArgumentException e) {
            throw problem(Status.BAD_REQUEST, e.getMessage());
        }
        try {
            boolean told = attempts.brought(key, result).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (told) {
                return Response.noContent().build();
            }
        } catch (ExecutionException | TimeoutException e) {
            throw problem(Status.SERVICE_UNAVAILABLE, "the end of the task is not told yet");
        }
        throw problem(
                leading.leads() && cluster.find(key).isEmpty() ? Status.GONE : Status.SERVICE_UNAVAILABLE,
                "the task is not known here");
    }

    private AttemptKey known(Caller caller) {
        AttemptKey key = new AttemptKey(caller.task(), caller.attempt(), caller.epoch());
        String prefix = "Bearer ";
        String shown = caller.authorization();
        if (shown == null || !shown.startsWith(prefix) || !tokens.fits(key, shown.substring(prefix.length()))) {
            throw problem(Status.UNAUTHORIZED, "the token is not this attempt's");
        }
        return key;
    }

    private static WebApplicationException problem(Status status, String detail) {
        String json = "{\"title\":\"" + status.getReasonPhrase() + "\",\"status\":" + status.getStatusCode()
                + ",\"detail\":\"" + detail.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        Response.ResponseBuilder response =
                Response.status(status).type("application/problem+json").entity(json);
        if (status == Status.SERVICE_UNAVAILABLE) {
            response.header("Connection", "close");
        }
        return new WebApplicationException(response.build());
    }
}
