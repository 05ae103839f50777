package io.outrider.rest.problem;

import io.outrider.rest.Problem;
import io.outrider.rest.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers what fails before a resource is reached, such as a body above the limit, with problem details too. */
@ApplicationScoped
class EarlyProblems {

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(EarlyProblems::answer);
    }

    private static void answer(RoutingContext context) {
        int status = context.statusCode();
        if (status < 400
                || status >= 500
                || context.response().ended()
                || context.response().headWritten()) {
            context.next();
            return;
        }
        ProblemException e = HttpProblems.of(status, context);
        Problem problem = Problem.of(e, context.normalizedPath(), RequestIds.of(context));
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
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
