package io.outrider.build.queue.domain;

import org.jspecify.annotations.Nullable;

/**
 * How an attempt makes its image.
 *
 * @param builder docker or daemonless
 * @param baseDigest what the base image was resolved to; null without one
 * @param dockerfile the text it is built from
 */
public record Provenance(String builder, @Nullable String baseDigest, String dockerfile) {}
