package io.outrider.template.source.outbound.git;

import java.time.Duration;
import java.util.Set;

/**
 * What may be fetched.
 *
 * @param schemes of URLs; {@code file} lets callers read repositories of this machine and is for tests
 * @param timeout for a whole fetch
 * @param transferBytes that a fetch may bring onto the disk
 * @param uncheckedHosts that may be at any address; lower case
 */
public record GitSettings(Set<String> schemes, Duration timeout, long transferBytes, Set<String> uncheckedHosts) {}
