package io.outrider.agent.config;

/** Whether a runtime is used: {@code AUTO} uses it where it works and says why it does not. */
public enum Switch {
    AUTO,
    TRUE,
    FALSE
}
