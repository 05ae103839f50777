package io.outrider.rest.problem;

import io.outrider.rest.ProblemException;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The problems that HTTP itself knows: nobody at this path, wrong method, wrong media type, too large. */
final class HttpProblems {

    private HttpProblems() {}

    static ProblemException unauthorized() {
        return problem(
                401,
                "unauthorized",
                "Unauthorized",
                "Expected a valid bearer token in the header Authorization, but there was none");
    }

    static ProblemException forbidden() {
        return problem(
                403, "forbidden", "Forbidden", "Expected a token with a role that allows this, but yours has none");
    }

    static ProblemException internal() {
        return problem(
                500,
                "internal",
                "Internal error",
                "Expected to handle the request, but something broke here; the log has the reason under the request id");
    }

    static ProblemException of(int status, RoutingContext request) {
        String path = request.normalizedPath();
        String method = request.request().method().name();
        return switch (status) {
            case 400 -> problem(400, "invalid", "Invalid request", "Expected a request that can be read, but was not");
            case 401 -> unauthorized();
            case 403 -> forbidden();
            case 404 -> problem(404, "not-found", "Not found", "Expected something at " + path + ", but nothing is");
            case 405 ->
                problem(405, "method", "Method not allowed", "Expected " + path + " to take " + method + ", but no");
            case 406 ->
                problem(
                        406,
                        "accept",
                        "Not acceptable",
                        "Expected an Accept header that " + path + " can meet, but no");
            case 413 ->
                problem(
                        413,
                        "too-large",
                        "Too large",
                        "Expected a body within the limit of this service, but it is larger");
            case 415 ->
                problem(
                        415,
                        "media-type",
                        "Unsupported media type",
                        "Expected a Content-Type that " + path + " takes, but was "
                                + request.request().getHeader("Content-Type"));
            default ->
                problem(
                        status,
                        "http-" + status,
                        "Failed",
                        "Expected " + method + " " + path + " to work, but it failed");
        };
    }

    private static ProblemException problem(int status, String code, String title, String detail) {
        return new ProblemException(status, code, title, detail, List.of());
    }
}
