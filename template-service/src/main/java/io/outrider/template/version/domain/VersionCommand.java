package io.outrider.template.version.domain;

import java.time.Duration;

/** What can be told to a version that exists. */
public sealed interface VersionCommand {

    /** The same source was published again. */
    record PublishAgain(String newBuildId) implements VersionCommand {}

    /** The build has begun or waits its turn. */
    record NoteBuilding(String buildId) implements VersionCommand {}

    /** The build gave an image. */
    record NoteBuilt(String buildId, VersionState.Image image) implements VersionCommand {}

    /** The build failed or was cancelled. */
    record NoteBuildFailed(String buildId, String reason) implements VersionCommand {}

    /** Time has passed; a build may be silent for so long. */
    record CheckDeadline(Duration silence) implements VersionCommand {}
}
