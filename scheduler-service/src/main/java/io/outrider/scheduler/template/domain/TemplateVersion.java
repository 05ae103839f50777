package io.outrider.scheduler.template.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a version.
 *
 * @param reason why it is FAILED
 * @param definition set when READY, and then the same for ever
 * @param at when the template-service said so
 */
public record TemplateVersion(
        TemplateKey key,
        TemplateStatus status,
        @Nullable String reason,
        @Nullable Definition definition,
        Instant at) {}
