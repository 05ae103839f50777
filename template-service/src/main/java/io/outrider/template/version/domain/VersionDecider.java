package io.outrider.template.version.domain;

import io.outrider.template.version.domain.VersionCommand.CheckDeadline;
import io.outrider.template.version.domain.VersionCommand.NoteBuildFailed;
import io.outrider.template.version.domain.VersionCommand.NoteBuilding;
import io.outrider.template.version.domain.VersionCommand.NoteBuilt;
import io.outrider.template.version.domain.VersionCommand.PublishAgain;
import io.outrider.template.version.domain.VersionEvent.BecameFailed;
import io.outrider.template.version.domain.VersionEvent.BecameReady;
import io.outrider.template.version.domain.VersionEvent.BuildHeard;
import io.outrider.template.version.domain.VersionEvent.BuildRequested;
import io.outrider.template.version.domain.VersionState.Building;
import io.outrider.template.version.domain.VersionState.Failed;
import io.outrider.template.version.domain.VersionState.Ready;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The life of a version. READY never changes. A version whose build went silent is FAILED, so that nobody waits for ever;
 * if that build succeeds after all the version becomes READY, since nothing could have used it in between. A version
 * whose build said that it failed is built again only when its author publishes the same source again. News of any other
 * build than the version's own changes nothing.
 */
public final class VersionDecider {
    private VersionDecider() {}

    /** Returns what follows from the command; nothing if it does not concern the state. */
    public static List<VersionEvent> decide(VersionState state, VersionCommand command, Instant now) {
        return switch (state) {
            case Building building -> whileBuilding(building, command, now);
            case Failed failed -> afterFailure(failed, command, now);
            case Ready ready -> List.of();
        };
    }

    /** Returns the state after the events, in their order. */
    public static VersionState evolve(VersionState state, List<VersionEvent> events) {
        VersionState evolved = state;
        for (VersionEvent event : events) {
            evolved = evolve(evolved, event);
        }
        return evolved;
    }

    /** Returns the state after the event. */
    public static VersionState evolve(VersionState state, VersionEvent event) {
        return switch (event) {
            case BuildRequested(String buildId, Instant at) -> new Building(buildId, at);
            case BuildHeard(Instant at) ->
                state instanceof Building(String id, Instant before)
                        ? new Building(id, at.isAfter(before) ? at : before)
                        : state;
            case BecameReady(VersionState.Payload payload) -> new Ready(payload);
            case BecameFailed(String reason, boolean overdue) -> new Failed(buildId(state), reason, overdue);
        };
    }

    private static List<VersionEvent> whileBuilding(Building state, VersionCommand command, Instant now) {
        return switch (command) {
            case PublishAgain again -> List.of();
            case NoteBuilding(String id) when id.equals(state.buildId()) -> List.of(new BuildHeard(now));
            case NoteBuilding other -> List.of();
            case NoteBuilt(String id, VersionState.Image image)
            when id.equals(state.buildId()) -> List.of(new BecameReady(image));
            case NoteBuilt other -> List.of();
            case NoteBuildFailed(String id, String reason)
            when id.equals(state.buildId()) -> List.of(new BecameFailed(reason, false));
            case NoteBuildFailed other -> List.of();
            case CheckDeadline(Duration silence) ->
                now.isAfter(state.heardAt().plus(silence))
                        ? List.of(new BecameFailed(overdueReason(state, silence), true))
                        : List.of();
        };
    }

    private static List<VersionEvent> afterFailure(Failed state, VersionCommand command, Instant now) {
        return switch (command) {
            case PublishAgain(String newBuildId) -> List.of(new BuildRequested(newBuildId, now));
            case NoteBuilt(String id, VersionState.Image image)
            when state.overdue() && id.equals(state.buildId()) -> List.of(new BecameReady(image));
            case NoteBuilt other -> List.of();
            case NoteBuildFailed(String id, String reason)
            when state.overdue() && id.equals(state.buildId()) -> List.of(new BecameFailed(reason, false));
            case NoteBuildFailed other -> List.of();
            case NoteBuilding building -> List.of();
            case CheckDeadline check -> List.of();
        };
    }

    private static String overdueReason(Building state, Duration silence) {
        return "Expected build " + state.buildId() + " to say something within " + silence.toMinutes()
                + " minutes, but it did not; publish the same source again to build it anew";
    }

    private static String buildId(VersionState state) {
        return switch (state) {
            case Building building -> building.buildId();
            case Failed failed -> failed.buildId();
            case Ready ready -> "";
        };
    }
}
