package io.outrider.reactor.event.inbound.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.outrider.reactor.reaction.inbound.rest.DecisionView;
import io.outrider.reactor.reaction.inbound.rest.PassedView;
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
 * @param passedOver reactions that name its type and have no decision on it, and why; only where one event is asked for, at most 100
 * @param passedOverCut whether there may be more of these
 * @param jobs all jobs of the windows that it counted in; only where one event is asked for
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
        @Nullable List<PassedView> passedOver,
        @Nullable Boolean passedOverCut,
        @Nullable List<UUID> jobs) {}
