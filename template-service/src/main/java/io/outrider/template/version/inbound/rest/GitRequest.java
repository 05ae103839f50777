package io.outrider.template.version.inbound.rest;

import org.jspecify.annotations.Nullable;

/** The JSON body that publishes from a git repository. */
public record GitRequest(@Nullable GitView git) {

    /**
     * Where the source is.
     *
     * @param ref branch, tag or full commit id; the default branch without one
     * @param path folder of the repository that is the source's root
     */
    public record GitView(
            @Nullable String url,
            @Nullable String ref,
            @Nullable String path) {}
}
