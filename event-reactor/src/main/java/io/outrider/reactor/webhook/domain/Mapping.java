package io.outrider.reactor.webhook.domain;

import org.jspecify.annotations.Nullable;

/**
 * Which parts of a request become which attributes of an event; all are templates.
 *
 * @param forEach an expression to a list, each item of which becomes an event; null: the request is one event
 * @param source null: the webhook's name
 * @param id null: each request is an event of its own
 * @param time null: now
 * @param data a value whose texts are templates; null: the body
 */
public record Mapping(
        @Nullable String forEach,
        String type,
        @Nullable String source,
        @Nullable String subject,
        @Nullable String id,
        @Nullable String time,
        @Nullable String status,
        @Nullable Object data) {}
