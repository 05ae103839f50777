package io.outrider.reactor.webhook.domain;

/** A way for another system's requests to become events. */
public record WebhookDefinition(String name, Authentication authentication, Mapping mapping) {}
