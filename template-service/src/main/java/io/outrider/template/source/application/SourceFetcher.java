package io.outrider.template.source.application;

import io.outrider.template.source.domain.SourceOrigin;
import java.time.Instant;

/** Brings a source onto the local disk, within the limits. Blocks. */
public interface SourceFetcher {

    /**
     * Fetches and checks all of the source. The caller closes it.
     *
     * @throws io.outrider.template.source.domain.SourceRefusedException when it breaks a rule; nothing stays behind
     */
    Source fetch(SourceOrigin origin);

    /** Deletes what a process that was killed left on the disk before this time. */
    void removeLeftovers(Instant before);
}
