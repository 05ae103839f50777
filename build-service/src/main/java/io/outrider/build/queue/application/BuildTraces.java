package io.outrider.build.queue.application;

import io.outrider.build.queue.domain.Build;
import io.outrider.build.queue.domain.BuildState;
import io.outrider.tracing.TracedSpan;
import io.outrider.tracing.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** One span for each build, from its start to its end, in the trace of who published the template. */
@ApplicationScoped
class BuildTraces {

    private final Tracing tracing;

    BuildTraces(Tracing tracing) {
        this.tracing = tracing;
    }

    void changed(@Observes BuildChanged change) {
        Build after = change.after();
        if (!tracing.isOn()
                || !(change.before().state() instanceof BuildState.Building building)
                || !after.state().status().isTerminal()) {
            return;
        }
        TracedSpan span =
                tracing.since(building.startedAt(), after.order().origin().traceparent(), "build image", null);
        span.set("outrider.build", after.order().id().toString());
        span.set("outrider.template", after.order().template());
        if (!(after.state() instanceof BuildState.Succeeded)) {
            span.fail(after.state().status().name());
        }
        span.end();
    }
}
