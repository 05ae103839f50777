package io.outrider.images;

import java.util.Optional;

/** The version in the jar's manifest. */
final class Version {

    private Version() {}

    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** Returns the version as a tag, which knows letters, digits, dots, dashes and underscores. */
    static String tag() {
        return text().replaceAll("[^A-Za-z0-9_.-]", "-");
    }
}
