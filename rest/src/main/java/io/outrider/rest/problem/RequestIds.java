package io.outrider.rest.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Gives every request an id: the caller's {@value #HEADER} if it is a plain word, else a new one. It comes back as a header,
 * stands in problem details, and in the log under the key {@code request}.
 */
@ApplicationScoped
public class RequestIds {
    public static final String HEADER = "X-Request-Id";

    /** Before every other filter, authentication included. */
    private static final int FIRST = 10_000;

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    void register(@Observes Filters filters) {
        filters.register(RequestIds::identify, FIRST);
    }

    /** Returns the id of this request. */
    public static @Nullable String of(RoutingContext context) {
        return context.get(HEADER);
    }

    private static void identify(RoutingContext context) {
        String sent = context.request().getHeader(HEADER);
        String id = sent != null && PLAIN.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
        context.put(HEADER, id);
        context.response().putHeader(HEADER, id);
        MDC.put("request", id);
        context.next();
    }
}
