package io.outrider.gateway.identity.inbound.rest;

import io.outrider.gateway.identity.application.IssuingTokens;
import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import io.outrider.rest.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tokens that machines enrol with. */
@Path("/api/v1/enrolment-tokens")
@Tag(name = "enrolment")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class EnrolmentTokensResource {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MAX_LABELS = 100;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Pattern LIFE = Pattern.compile("([1-9][0-9]{0,5})(s|m|h)");

    private final IssuingTokens issuing;

    EnrolmentTokensResource(IssuingTokens issuing) {
        this.issuing = issuing;
    }

    /**
     * What is asked for.
     *
     * @param name of the node
     * @param labels that the node will have, whatever it says itself
     * @param ttl 90s, 10m, 1h; at most 1h, which is the default
     */
    public record TokenRequest(
            @Nullable String name,
            @Nullable Map<String, String> labels,
            @Nullable String ttl) {}

    /** The token; it is shown this once. */
    public record TokenResponse(String token, String name, Instant expiresAt, String caSha256) {}

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Make a token that one machine can enrol with, once")
    public Uni<Response> create(TokenRequest request, @Context SecurityContext security) {
        List<FieldError> errors = new ArrayList<>();
        String name = request.name() == null ? "" : request.name();
        if (!NAME.matcher(name).matches()) {
            errors.add(new FieldError(
                    "name",
                    "Expected 1 to 63 lower-case letters, digits, '-' or '.', beginning and ending with a letter or"
                            + " digit, but was '" + shortened(name) + "'"));
        }
        Map<String, String> labels = request.labels() == null ? Map.of() : request.labels();
        checkLabels(labels, errors);
        Duration life = life(request.ttl(), errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        String actor = security.getUserPrincipal().getName();
        return issuing.issue(name, labels, life, actor)
                .map(issued -> Response.status(201)
                        .entity(new TokenResponse(
                                issued.token().text(),
                                name,
                                issued.expiresAt(),
                                issued.token().caSha256()))
                        .build());
    }

    private static void checkLabels(Map<String, String> labels, List<FieldError> errors) {
        if (labels.size() > MAX_LABELS) {
            errors.add(new FieldError("labels", "Expected at most " + MAX_LABELS + ", but were " + labels.size()));
            return;
        }
        io.outrider.labels.LabelSyntax.problems(labels)
                .forEach(problem -> errors.add(new FieldError("labels", problem)));
    }

    private static Duration life(@Nullable String text, List<FieldError> errors) {
        if (text == null) {
            return LONGEST;
        }
        var matcher = LIFE.matcher(text);
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            Duration life = switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
            };
            if (life.compareTo(LONGEST) <= 0) {
                return life;
            }
        }
        errors.add(
                new FieldError("ttl", "Expected at most 1h, like 90s, 10m or 1h, but was '" + shortened(text) + "'"));
        return LONGEST;
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
