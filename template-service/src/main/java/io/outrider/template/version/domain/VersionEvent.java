package io.outrider.template.version.domain;

import java.time.Instant;

/** What happened to a version. */
public sealed interface VersionEvent {

    /** A build was asked for. */
    record BuildRequested(String buildId, Instant at) implements VersionEvent {}

    /** The build said that it is alive. */
    record BuildHeard(Instant at) implements VersionEvent {}

    /** It can run from now on. */
    record BecameReady(VersionState.Payload payload) implements VersionEvent {}

    /** It will not run, unless its build was only late. */
    record BecameFailed(String reason, boolean overdue) implements VersionEvent {}
}
