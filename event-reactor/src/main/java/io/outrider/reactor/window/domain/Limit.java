package io.outrider.reactor.window.domain;

/** What makes an event wait or suppresses it, as the decision log names it. */
public enum Limit {
    MIN_OCCURRENCES("minOccurrences"),
    WAIT_FOR_MORE("waitForMore"),
    JOIN("join"),
    RUNNING("running"),
    RE_REACT_DELAY("reReactDelay"),
    PAUSED("paused"),
    DISABLED("disabled"),
    LOOP_GUARD("loop-guard"),
    BUDGET("budget"),
    GLOBAL_BUDGET("global-budget");

    private final String text;

    Limit(String text) {
        this.text = text;
    }

    /** Returns the name that users see. */
    public String text() {
        return text;
    }
}
