package io.outrider.rest.problem;

import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses parameters of the path and the query that hold control characters: no name has any, and PostgreSQL takes no NUL. White space
 * passes, since texts of other systems' webhooks have it.
 */
class ControlCharacters {

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public void check(UriInfo address) {
        List<FieldError> errors = new ArrayList<>();
        check(address.getPathParameters(), errors);
        check(address.getQueryParameters(), errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private static void check(Map<String, List<String>> parameters, List<FieldError> errors) {
        parameters.forEach((name, values) -> {
            if (isOdd(name)) {
                errors.add(new FieldError("query", "Expected names without control characters, but one has some"));
            } else if (values.stream().anyMatch(ControlCharacters::isOdd)) {
                errors.add(new FieldError(name, "Expected a text without control characters, but it has some"));
            }
        });
    }

    private static boolean isOdd(String text) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
    }
}
