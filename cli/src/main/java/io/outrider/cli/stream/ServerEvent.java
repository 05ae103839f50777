package io.outrider.cli.stream;

/** One Server-Sent Event. Empty id when it has none; {@code message} is the default type. */
public record ServerEvent(String id, String type, String data) {}
