package io.outrider.template.version.application;

import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.Outbox;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.outbox.Transactions;
import io.outrider.schemas.Envelope;
import io.outrider.template.Settings;
import io.outrider.template.version.domain.TemplateVersion;
import io.outrider.template.version.domain.VersionCommand;
import io.outrider.template.version.domain.VersionDecider;
import io.outrider.template.version.domain.VersionEvent;
import io.outrider.template.version.domain.VersionId;
import io.outrider.template.version.domain.VersionState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Moves versions on by what their builds say, and by their silence. */
@ApplicationScoped
public class FollowingBuilds {
    private static final Logger LOG = Logger.getLogger(FollowingBuilds.class);
    /** One transaction's worth; the next check takes the rest. */
    private static final int EXPIRE_AT_ONCE = 100;

    private final LockedVersions versions;
    private final VersionMessages messages;
    private final Transactions transactions;
    private final Outbox outbox;
    private final VersionMeters meters;
    private final Clock clock;
    private final Duration silence;

    FollowingBuilds(
            LockedVersions versions,
            VersionMessages messages,
            Transactions transactions,
            Outbox outbox,
            VersionMeters meters,
            Clock clock,
            Settings settings) {
        this.versions = versions;
        this.messages = messages;
        this.transactions = transactions;
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
        this.silence = settings.buildSilence();
    }

    /** What a build said of a version. */
    public record News(
            VersionId id, VersionCommand command, @Nullable Envelope cause) {}

    /** Applies news in their order, in the given transaction; returns the messages to commit with it. */
    public List<OutgoingMessage<?>> apply(OpenTransaction transaction, List<News> news) {
        Instant now = clock.instant();
        Map<VersionId, TemplateVersion> known = new HashMap<>();
        versions.lock(transaction, news.stream().map(News::id).distinct().toList())
                .forEach(version -> known.put(version.id(), version));
        List<OutgoingMessage<?>> outgoing = new ArrayList<>();
        for (News item : news) {
            TemplateVersion version = known.get(item.id());
            if (version == null) {
                LOG.warnf("version=%s Expected a version for a build event, but there is none", item.id());
                continue;
            }
            TemplateVersion next = next(version, item.command(), now);
            if (!next.state().equals(version.state())) {
                versions.save(transaction, next);
                known.put(item.id(), next);
                outgoing.addAll(announcements(version, next, item.cause(), now));
                note(next);
            }
        }
        return outgoing;
    }

    /** Fails versions whose builds went silent, and counts those that wait. */
    public void expire() {
        Instant before = clock.instant().minus(silence);
        int expired = transactions.run(transaction -> {
            List<VersionId> silent = versions.silentSince(transaction, before, EXPIRE_AT_ONCE);
            List<News> news = silent.stream()
                    .map(id -> new News(id, new VersionCommand.CheckDeadline(silence), null))
                    .toList();
            outbox.append(transaction, apply(transaction, news));
            meters.building(versions.countBuilding(transaction));
            return silent.size();
        });
        if (expired > 0) {
            outbox.committed();
        }
    }

    private void note(TemplateVersion after) {
        switch (after.state()) {
            case VersionState.Building same -> {}
            case VersionState.Ready ready -> {
                LOG.infof("version=%s is READY", after.id());
                meters.became(ready);
            }
            case VersionState.Failed failed -> {
                LOG.warnf("version=%s build=%s is FAILED: %s", after.id(), failed.buildId(), failed.reason());
                meters.became(failed);
            }
        }
    }

    private static TemplateVersion next(TemplateVersion version, VersionCommand command, Instant now) {
        List<VersionEvent> events = VersionDecider.decide(version.state(), command, now);
        return version.withState(VersionDecider.evolve(version.state(), events));
    }

    /** A build that only said that it is alive is no news to anybody else. */
    private List<OutgoingMessage<?>> announcements(
            TemplateVersion before, TemplateVersion after, @Nullable Envelope cause, Instant now) {
        boolean stillBuilding =
                before.state() instanceof VersionState.Building && after.state() instanceof VersionState.Building;
        return stillBuilding ? List.of() : messages.of(after, Optional.empty(), after.createdBy(), cause, now);
    }
}
