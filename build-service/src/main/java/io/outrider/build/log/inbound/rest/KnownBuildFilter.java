package io.outrider.build.log.inbound.rest;

import io.outrider.build.BuildId;
import io.outrider.build.queue.application.LookingUpBuilds;
import io.outrider.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Answers not-found before anything is streamed. */
class KnownBuildFilter {
    private final LookingUpBuilds builds;

    KnownBuildFilter(LookingUpBuilds builds) {
        this.builds = builds;
    }

    @KnownBuild
    @ServerRequestFilter
    public Uni<@Nullable Response> check(ContainerRequestContext request) {
        String id = request.getUriInfo().getPathParameters().getFirst("id");
        return builds.byId(id(id)).map(build -> null);
    }

    private static BuildId id(String text) {
        try {
            return new BuildId(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("build", text);
        }
    }
}
