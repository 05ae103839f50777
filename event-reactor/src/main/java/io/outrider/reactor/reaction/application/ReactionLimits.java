package io.outrider.reactor.reaction.application;

import io.outrider.reactor.reaction.domain.Budget;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What keeps reactions from doing harm, whatever their authors wrote. */
@Singleton
class ReactionLimits {

    private final int causationLimit;
    private final Duration runningLimit;
    private final Duration patience;
    private final Budget budget;

    ReactionLimits(
            @ConfigProperty(name = "outrider.reactions.causation-limit", defaultValue = "8") int causationLimit,
            @ConfigProperty(name = "outrider.reactions.running-limit", defaultValue = "PT24H") Duration runningLimit,
            @ConfigProperty(name = "outrider.reactions.timer-patience", defaultValue = "PT30S") Duration patience,
            @ConfigProperty(name = "outrider.reactions.budget.jobs", defaultValue = "10000") int jobs,
            @ConfigProperty(name = "outrider.reactions.budget.per", defaultValue = "PT1M") Duration per) {
        atLeast(1, causationLimit, "causation-limit");
        atLeast(Duration.ofSeconds(1), runningLimit, "running-limit");
        atLeast(Duration.ZERO, patience, "timer-patience");
        atLeast(1, jobs, "budget.jobs");
        atLeast(Duration.ofSeconds(1), per, "budget.per");
        this.causationLimit = causationLimit;
        this.runningLimit = runningLimit;
        this.patience = patience;
        this.budget = new Budget(jobs, per);
    }

    /** Returns how many reactions may lead to an event that leads to another. */
    int causationLimit() {
        return causationLimit;
    }

    /** Returns how long a job counts as running when nothing is heard of it. */
    Duration runningLimit() {
        return runningLimit;
    }

    /** Returns how long a window that is due waits for events that were received before. */
    Duration patience() {
        return patience;
    }

    /** Returns the budget of all reactions together. */
    Budget budget() {
        return budget;
    }

    private static <T extends Comparable<T>> void atLeast(T least, T value, String name) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException("Expected outrider.reactions." + name + " to be at least " + least
                    + ", but it is " + value + "; set more, or leave it out for the default");
        }
    }
}
