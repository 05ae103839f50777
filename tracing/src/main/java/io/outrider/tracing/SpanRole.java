package io.outrider.tracing;

/** What a span stands for. */
public enum SpanRole {
    /** A request that is answered. */
    SERVER,
    /** A message on its way to the broker. */
    PRODUCER,
    /** A message that is handled. */
    CONSUMER,
    /** Work of our own. */
    INTERNAL
}
