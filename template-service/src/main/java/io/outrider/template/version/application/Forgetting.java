package io.outrider.template.version.application;

import io.outrider.template.Settings;
import io.outrider.template.source.application.SourceFetcher;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Lets go of what nobody will ask for again. */
@ApplicationScoped
public class Forgetting {
    /** No request takes nearly as long, so what is older belongs to a process that was killed. */
    private static final Duration LONGEST_REQUEST = Duration.ofDays(1);

    private final VersionLedger ledger;
    private final SourceFetcher sources;
    private final Clock clock;
    private final Duration keyRetention;

    Forgetting(VersionLedger ledger, SourceFetcher sources, Clock clock, Settings settings) {
        this.ledger = ledger;
        this.sources = sources;
        this.clock = clock;
        this.keyRetention = settings.idempotencyRetention();
    }

    /** Forgets old idempotency keys and deletes sources that were left on the disk. */
    public void forget() {
        Instant now = clock.instant();
        ledger.forgetKeys(now.minus(keyRetention));
        sources.removeLeftovers(now.minus(LONGEST_REQUEST));
    }
}
