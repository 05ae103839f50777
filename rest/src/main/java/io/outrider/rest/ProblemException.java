package io.outrider.rest;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a request with problem details. An expected refusal: it carries no stack trace and is not logged. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String title;
    private final String detail;
    private final transient List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    public ProblemException(int status, String code, String title, String detail, List<FieldError> errors) {
        this(status, code, title, detail, errors, null);
    }

    private ProblemException(
            int status,
            String code,
            String title,
            String detail,
            List<FieldError> errors,
            @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** 404: there is no such thing. */
    public static ProblemException notFound(String kind, Object id) {
        String detail = "Expected " + kind + " '" + id + "' to exist, but there is none";
        return new ProblemException(404, "not-found", "Not found", detail, List.of());
    }

    /** 400: the request is wrong, and these are all the reasons. */
    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(400, "invalid", "Invalid request", summary(errors), errors);
    }

    /** 400: one field of the request is wrong. */
    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    /** 409: the request is right in itself, but not in the present state. */
    public static ProblemException conflict(String detail) {
        return new ProblemException(409, "conflict", "Conflict", detail, List.of());
    }

    /** 422: the request is well formed, but what it refers to does not allow it. */
    public static ProblemException unprocessable(List<FieldError> errors) {
        return new ProblemException(422, "unprocessable", "Unprocessable request", summary(errors), errors);
    }

    /** 413: the body is larger than the limit. */
    public static ProblemException tooLarge(String detail) {
        return new ProblemException(413, "too-large", "Too large", detail, List.of());
    }

    /** 429: too much at once; try again after the given time. */
    public static ProblemException busy(String detail, Duration retryAfter) {
        return new ProblemException(429, "busy", "Too many requests", detail, List.of(), retryAfter);
    }

    /** 503: something that this service needs is away; try again after the given time. */
    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return new ProblemException(503, "unavailable", "Unavailable", detail, List.of(), retryAfter);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return detail;
    }

    public List<FieldError> errors() {
        return errors;
    }

    /** Returns when to try again, if the sender should. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    private static String summary(List<FieldError> errors) {
        if (errors.size() == 1) {
            return errors.get(0).field() + ": " + errors.get(0).message();
        }
        return "Expected a valid request, but " + errors.size() + " fields are wrong";
    }
}
