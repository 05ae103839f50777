package io.outrider.reactor.event.inbound.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the API shows it.
 *
 * @param data only where one event is asked for
 * @param decidedAt missing while the reactions have not been asked
 * @param decisions only where one event is asked for
 * @param jobs all jobs that it started; only where one event is asked for
 */
public record EventView(
        String id,
        String source,
        String type,
        @Nullable String subject,
        Instant time,
        String project,
        @JsonRawValue String extensions,
        @JsonRawValue @Nullable String data,
        int causationDepth,
        Instant receivedAt,
        @Nullable Instant decidedAt,
        @Nullable List<DecisionView> decisions,
        @Nullable List<UUID> jobs) {

    /**
     * A line of the decision log.
     *
     * @param outcome FIRED, NOT_MATCHED or ERROR
     * @param jobs those that it started
     */
    public record DecisionView(
            String reaction,
            int version,
            String outcome,
            @Nullable String reason,
            List<UUID> jobs,
            Instant at) {}
}
