package io.outrider.template.version.domain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that shapes an image.
 *
 * @param fingerprint sha256 (hex) of the rest: the same image is built once
 * @param content sha256 (hex) of the content's tgz
 * @param baseImage null builds from nothing
 */
public record BuildOrder(
        String fingerprint,
        String content,
        String type,
        @Nullable String baseImage,
        String contentPath,
        List<String> command,
        Map<String, String> labels,
        @Nullable String user) {}
