package io.outrider.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The body of every answer from 400 on: RFC 9457, {@code application/problem+json}. An answer from 400 on without it came from a
 * proxy in between, and is retried.
 *
 * @param status the HTTP status again
 * @param code short and stable, for programs: {@code token-used}, {@code revoked}, {@code stale-epoch}
 * @param title short, for people
 * @param detail what was expected, and what to do
 */
public record ProblemBody(
        int status, String code, String title, @Nullable String detail) {

    public static final String CONTENT_TYPE = "application/problem+json";

    public ProblemBody {
        Expect.that(status >= 400 && status <= 599, "status", "400 to 599", status);
        Expect.text("code", code, 100);
        Expect.text("title", title, 1_000);
    }
}
