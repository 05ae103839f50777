package io.outrider.reactor.reaction.inbound.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.outrider.reactor.reaction.domain.ReactionDefinition;
import io.outrider.reactor.reaction.notation.Durations;
import io.outrider.reactor.reaction.notation.ReactionReader;
import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A reaction to try.
 *
 * @param document as it would be applied
 * @param since how far back, such as 24h
 */
public record TrialRequest(
        @Nullable JsonNode document, @Nullable String since) {

    private static final String DEFAULT_AGE = "24h";

    /** A request that is right. */
    record Checked(ReactionDefinition definition, Duration age) {}

    /**
     * Reads the reaction.
     *
     * @throws ProblemException (400) with everything that is wrong
     */
    Checked checked(ReactionReader reader) {
        ReactionReader.Reading reading = reader.read(document == null ? NullNode.getInstance() : document);
        List<FieldError> errors = new ArrayList<>(reading.errors());
        int seconds = Durations.seconds(since == null ? DEFAULT_AGE : since);
        if (seconds <= 0) {
            errors.add(new FieldError(
                    "since", "Expected a duration such as 30m, 24h or 7d (at most), but was '" + since + "'"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return new Checked(Objects.requireNonNull(reading.definition()), Duration.ofSeconds(seconds));
    }
}
