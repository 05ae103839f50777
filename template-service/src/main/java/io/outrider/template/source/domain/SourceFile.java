package io.outrider.template.source.domain;

/**
 * One file of a source.
 *
 * @param path checked, relative
 * @param executable the only part of its mode that is kept: 0755 or 0644
 * @param size in bytes
 * @param sha256 of its bytes, in hex
 */
public record SourceFile(String path, boolean executable, long size, String sha256) {}
