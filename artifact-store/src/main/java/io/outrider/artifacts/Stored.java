package io.outrider.artifacts;

/**
 * What a store says of bytes that it holds.
 *
 * @param sha256 the address, 64 lower-case hexadecimal digits
 * @param size in bytes
 */
public record Stored(String sha256, long size) {}
