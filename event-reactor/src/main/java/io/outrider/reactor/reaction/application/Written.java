package io.outrider.reactor.reaction.application;

import io.outrider.outbox.OutgoingMessage;
import io.outrider.reactor.reaction.domain.DecisionLine;
import io.outrider.reactor.reaction.domain.FiringLine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a batch wrote.
 *
 * @param messages job requests, to commit with it
 * @param deadline the earliest of the groups that it touched
 */
record Written(
        List<DecisionLine> decisions,
        List<FiringLine> firings,
        List<OutgoingMessage<?>> messages,
        Optional<Instant> deadline) {}
