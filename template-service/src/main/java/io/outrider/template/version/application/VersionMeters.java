package io.outrider.template.version.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.outrider.template.manifest.domain.InvalidDocumentException;
import io.outrider.template.source.domain.SourceListing;
import io.outrider.template.source.domain.SourceRefusedException;
import io.outrider.template.version.application.VersionLedger.Outcome;
import io.outrider.template.version.domain.VersionState;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Counts what publishers do and what becomes of versions. */
@Startup
@ApplicationScoped
class VersionMeters {
    private final MeterRegistry meters;
    private final AtomicLong building;

    VersionMeters(MeterRegistry meters) {
        this.meters = meters;
        this.building = meters.gauge("outrider.templates.building", new AtomicLong());
        List.of("accepted", "unchanged", "conflict", "refused", "error").forEach(this::publications);
        List.of("building", "ready", "failed", "overdue").forEach(this::versions);
        meters.summary("outrider.templates.source.bytes");
    }

    /** Runs one publication and notes how long it took and how it ended. */
    Outcome publishing(Supplier<Outcome> work) {
        Timer.Sample began = Timer.start(meters);
        String ending = "error";
        try {
            Outcome outcome = work.get();
            ending = switch (outcome) {
                case Outcome.Published(var version, boolean fresh) -> fresh ? "accepted" : "unchanged";
                case Outcome.NumberTaken taken -> "conflict";
                case Outcome.KeyReused reused -> "conflict";
            };
            return outcome;
        } catch (InvalidDocumentException | SourceRefusedException e) {
            ending = "refused";
            throw e;
        } finally {
            began.stop(publications(ending));
        }
    }

    /** Notes the size of a source that was accepted. */
    void source(SourceListing listing) {
        meters.summary("outrider.templates.source.bytes").record((double) listing.totalBytes());
    }

    /** Notes that a version came into this state. */
    void became(VersionState state) {
        String status = switch (state) {
            case VersionState.Building again -> "building";
            case VersionState.Ready ready -> "ready";
            case VersionState.Failed(String build, String reason, boolean overdue) -> overdue ? "overdue" : "failed";
        };
        versions(status).increment();
    }

    private Timer publications(String outcome) {
        return meters.timer("outrider.templates.publications", "outcome", outcome);
    }

    private Counter versions(String status) {
        return meters.counter("outrider.templates.versions", "status", status);
    }

    /** Notes how many versions wait for their builds. */
    void building(long count) {
        building.set(count);
    }
}
