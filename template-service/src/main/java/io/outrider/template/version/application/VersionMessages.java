package io.outrider.template.version.application;

import io.outrider.outbox.OutgoingMessage;
import io.outrider.schemas.Envelope;
import io.outrider.template.version.domain.BuildOrder;
import io.outrider.template.version.domain.TemplateVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what a version's new state means to others. */
public interface VersionMessages {

    /**
     * Returns the messages for the state that the version has now.
     *
     * @param order what to build, when a build begins
     * @param cause the message that led here; null at the beginning of a chain
     */
    List<OutgoingMessage<?>> of(
            TemplateVersion version, Optional<BuildOrder> order, String actor, @Nullable Envelope cause, Instant now);
}
