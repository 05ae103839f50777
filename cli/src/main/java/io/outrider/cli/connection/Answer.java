package io.outrider.cli.connection;

import com.fasterxml.jackson.databind.JsonNode;

/** A successful answer; the body is a missing node when there is none. */
public record Answer(int status, JsonNode body) {}
