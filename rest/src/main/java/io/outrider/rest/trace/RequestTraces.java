package io.outrider.rest.trace;

import io.outrider.tracing.TracedSpan;
import io.outrider.tracing.Tracing;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * One span for each request of the API, in the trace of its {@value #HEADER} or in a new one. What reads that header behind this filter
 * gets the request's own span, so that messages which the request causes become its children. No filter is there while tracing is off.
 */
@ApplicationScoped
public class RequestTraces {

    static final String HEADER = "traceparent";

    /** After the request's id, before authentication. */
    private static final int EARLY = 9_000;

    /** Where the REST layer leaves the matched path, its parameters unfilled. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private static final int SERVER_ERROR = 500;

    private final Tracing tracing;

    RequestTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    void register(@Observes Filters filters) {
        if (tracing.isOn()) {
            filters.register(this::follow, EARLY);
        }
    }

    private void follow(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.path() != null && request.path().startsWith("/api/")) {
            TracedSpan span = tracing.request(request.method().name(), request.getHeader(HEADER));
            request.headers().set(HEADER, String.valueOf(span.traceparent()));
            context.addEndHandler(done -> end(context, span));
        }
        context.next();
    }

    private static void end(RoutingContext context, TracedSpan span) {
        String template = template(context.request());
        int status = context.response().getStatusCode();
        span.set("http.request.method", context.request().method().name());
        span.set("http.route", template);
        span.set("url.path", context.request().path());
        span.set("http.response.status_code", status);
        if (template != null) {
            span.rename(context.request().method().name() + " " + template);
        }
        if (status >= SERVER_ERROR) {
            span.fail("status " + status);
        }
        span.end();
    }

    private static @Nullable String template(HttpServerRequest request) {
        return request instanceof HttpServerRequestInternal known
                ? known.context().getLocal(TEMPLATE)
                : null;
    }
}
