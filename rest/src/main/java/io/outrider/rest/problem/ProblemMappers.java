package io.outrider.rest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.outrider.rest.FieldError;
import io.outrider.rest.Problem;
import io.outrider.rest.ProblemException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Answers every exception of a resource with problem details. Expected refusals are passed on as they are; anything
 * unforeseen becomes a 500 that says nothing but the request id, under which the log has the stack trace.
 */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response refused(ProblemException e, RoutingContext request) {
        return response(e, request);
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response unauthorized(SecurityException e, RoutingContext request) {
        return Response.fromResponse(response(HttpProblems.unauthorized(), request))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e, RoutingContext request) {
        return response(HttpProblems.forbidden(), request);
    }

    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e, RoutingContext request) {
        return response(JsonProblems.of(e), request);
    }

    @ServerExceptionMapper
    Response malformed(JsonProcessingException e, RoutingContext request) {
        return response(JsonProblems.of(e), request);
    }

    @ServerExceptionMapper
    Response violated(ConstraintViolationException e, RoutingContext request) {
        boolean ours = e.getConstraintViolations().stream()
                .flatMap(violation ->
                        StreamSupport.stream(violation.getPropertyPath().spliterator(), false))
                .anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
        if (ours) {
            return unforeseen(e, request);
        }
        List<FieldError> errors = e.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation.getPropertyPath()), violation.getMessage()))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        return response(ProblemException.invalid(errors), request);
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e, RoutingContext request) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return response(JsonProblems.of(json), request);
        }
        int status = e.getResponse().getStatus();
        if (status < 400 || e.getResponse().hasEntity()) {
            return e.getResponse();
        }
        if (status >= 500) {
            LOG.errorf(e, "Expected to answer %s, but failed", request.normalizedPath());
        }
        return response(HttpProblems.of(status, request), request);
    }

    @ServerExceptionMapper
    Response unforeseen(Throwable e, RoutingContext request) {
        LOG.errorf(e, "Expected to answer %s %s, but failed", request.request().method(), request.normalizedPath());
        return response(HttpProblems.internal(), request);
    }

    private static Response response(ProblemException e, RoutingContext request) {
        Problem problem = Problem.of(e, request.normalizedPath(), RequestIds.of(request));
        Response.ResponseBuilder response =
                Response.status(e.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (e.retryAfter() != null) {
            response.header(HttpHeaders.RETRY_AFTER, Math.max(1, e.retryAfter().toSeconds()));
        }
        return response.build();
    }

    /** The path without the method's name, and without the name of a parameter that is the body. */
    private static String field(Path path) {
        List<Path.Node> nodes =
                StreamSupport.stream(path.spliterator(), false).skip(1).toList();
        List<Path.Node> inner = nodes.size() > 1 ? nodes.subList(1, nodes.size()) : nodes;
        return inner.stream().map(Path.Node::toString).collect(Collectors.joining("."));
    }
}
