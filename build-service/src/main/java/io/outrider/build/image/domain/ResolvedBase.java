package io.outrider.build.image.domain;

import org.jspecify.annotations.Nullable;

/**
 * A base image that can't change any more.
 *
 * @param from what stands after FROM
 * @param digest {@code sha256:<hex>} of its manifest, or of its configuration if it has no manifest; null for scratch
 */
public record ResolvedBase(String from, @Nullable String digest) {
    public static final ResolvedBase SCRATCH = new ResolvedBase("scratch", null);
}
