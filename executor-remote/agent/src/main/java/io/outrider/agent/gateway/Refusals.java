package io.outrider.agent.gateway;

import io.outrider.protocol.ProblemBody;
import io.outrider.protocol.ProtocolJson;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Classes what came back instead of an answer. Only a problem document is the gateway's own word; all else is a proxy's noise. */
final class Refusals {

    private static final Set<Integer> REPEATABLE = Set.of(408, 425, 429, 500, 502, 503, 504);
    // Longer is no pause but an outage; the back-off takes over.
    private static final long MAX_RETRY_AFTER_SECONDS = 600;

    private Refusals() {}

    static GatewayException of(String path, Answer response) {
        int status = response.status();
        Optional<ProblemBody> problem = problem(response);
        if (problem.isEmpty() || REPEATABLE.contains(status)) {
            String detail = problem.map(Refusals::text).orElse("the body is not the gateway's");
            return new GatewayException.Unavailable(
                    "Expected an answer from " + path + ", but got status " + status + ": " + detail,
                    retryAfter(response));
        }
        return new GatewayException.Rejected(
                status,
                problem.get().code(),
                "Expected the gateway to take " + path + ", but it says " + status + " " + text(problem.get()));
    }

    static GatewayException.Unavailable unreachable(URI gateway, IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new GatewayException.Unavailable(
                "Expected to reach the gateway at " + gateway + ", but " + why, Duration.ZERO);
    }

    private static Optional<ProblemBody> problem(Answer response) {
        boolean declared = response.header("Content-Type")
                .filter(type -> type.startsWith(ProblemBody.CONTENT_TYPE))
                .isPresent();
        if (response.status() < 400 || !declared) {
            return Optional.empty();
        }
        try {
            return Optional.of(ProtocolJson.read(response.body(), ProblemBody.class));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(ProblemBody problem) {
        return problem.title() + (problem.detail() == null ? "" : ": " + problem.detail());
    }

    private static Duration retryAfter(Answer response) {
        try {
            long seconds = response.header("Retry-After").map(Long::valueOf).orElse(0L);
            return Duration.ofSeconds(Math.clamp(seconds, 0, MAX_RETRY_AFTER_SECONDS));
        } catch (NumberFormatException e) {
            // The header's other form is a date; the wall clock is not trusted, so the back-off alone decides.
            return Duration.ZERO;
        }
    }
}
