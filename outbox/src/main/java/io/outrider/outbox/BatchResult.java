package io.outrider.outbox;

import java.util.List;

/**
 * What a batch came to.
 *
 * @param results one for each command, in their order
 * @param messages to publish after the commit
 * @param urgent whether they are published at once, not with the next ones or after {@link Relay#CALM}
 */
public record BatchResult<R>(List<R> results, List<OutgoingMessage<?>> messages, boolean urgent) {}
