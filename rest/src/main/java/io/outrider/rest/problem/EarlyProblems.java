package io.outrider.rest.problem;

import io.outrider.rest.Problem;
import io.outrider.rest.ProblemException;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses bodies that announce to be above the limit with problem details, before the server would without a word. */
@ApplicationScoped
class EarlyProblems {

    /** Right behind the request ids. */
    private static final int SECOND = 9_999;

    private final long maxBody;

    EarlyProblems(@ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> maxBody) {
        this.maxBody = maxBody.map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, SECOND);
    }

    private void check(RoutingContext context) {
        if (announcedLength(context) <= maxBody) {
            context.next();
            return;
        }
        answer(
                context,
                ProblemException.tooLarge("Expected a body of at most " + maxBody + " bytes, but it is larger"));
    }

    private static long announcedLength(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            // The server refuses such a request itself.
            return 0;
        }
    }

    private static void answer(RoutingContext context, ProblemException e) {
        Problem problem = Problem.of(e, context.normalizedPath(), RequestIds.of(context));
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(new JsonObject()
                        .put("type", problem.type())
                        .put("title", problem.title())
                        .put("status", problem.status())
                        .put("detail", problem.detail())
                        .put("instance", problem.instance())
                        .put("code", problem.code())
                        .put("requestId", problem.requestId())
                        .encode());
    }
}
