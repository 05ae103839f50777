package io.outrider.build.image.application;

import io.outrider.build.image.domain.ImageSpec;
import io.outrider.build.image.domain.ResolvedBase;
import java.nio.file.Path;

/** All that is known before an image is built. */
public record PlannedImage(
        ImageBuilder builder,
        ImageSpec spec,
        ResolvedBase base,
        String dockerfile,
        Content content,
        String fingerprint,
        Path work) {}
