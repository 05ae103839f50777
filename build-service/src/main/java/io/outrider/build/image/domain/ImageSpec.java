package io.outrider.build.image.domain;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an image is made of, besides its content.
 *
 * @param contentPath absolute path that the content is copied to; also the working directory
 * @param entrypoint argv
 * @param user user[:group]; null leaves the base image's
 */
public record ImageSpec(
        BaseImage base,
        String contentPath,
        List<String> entrypoint,
        SortedMap<String, String> labels,
        @Nullable String user) {
    public ImageSpec {
        entrypoint = List.copyOf(entrypoint);
        labels = new TreeMap<>(labels);
    }
}
