package io.outrider.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error: problem details of RFC 9457 with the members {@code code}, {@code errors} and {@code requestId}
 * beside the standard ones.
 *
 * @param type a URN that ends in the code, so that clients can tell problems apart
 * @param code a short word that does not change, such as {@code not-found}
 * @param errors everything wrong with the request, if fields are to blame
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        String code,
        List<FieldError> errors,
        @Nullable String requestId) {

    /** The media type of problem details. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemException e, @Nullable String instance, @Nullable String requestId) {
        return new Problem(
                "urn:outrider:problem:" + e.code(),
                e.title(),
                e.status(),
                e.detail(),
                instance,
                e.code(),
                e.errors(),
                requestId);
    }
}
