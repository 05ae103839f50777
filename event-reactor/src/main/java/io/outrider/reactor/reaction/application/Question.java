package io.outrider.reactor.reaction.application;

import io.outrider.reactor.reaction.domain.Rule;
import io.outrider.reactor.window.domain.Input;
import io.outrider.reactor.window.domain.Limit;
import io.outrider.reactor.window.outbound.postgres.GroupKey;
import org.jspecify.annotations.Nullable;

/** What an event is to a rule that is about it, before anything is remembered. */
sealed interface Question {

    Rule rule();

    Arrival arrival();

    /**
     * Nothing can follow.
     *
     * @param limit null: the rule failed on this event
     */
    record Settled(Rule rule, Arrival arrival, @Nullable Limit limit, String reason) implements Question {}

    /** The rule remembers nothing. */
    record Alone(Rule rule, Arrival arrival) implements Question {}

    /** The group's memory decides. */
    record Grouped(Rule rule, Arrival arrival, GroupKey group, Input input) implements Question {}
}
