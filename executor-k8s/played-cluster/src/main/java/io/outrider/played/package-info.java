/**
 * A cluster for tests. The API is fabric8's mock server behind a front that validates strictly and streams logs; Jobs get pods, pods get
 * phases, conditions and container statuses as a cluster writes them, and their containers really run, as local processes.
 */
@NullMarked
package io.outrider.played;

import org.jspecify.annotations.NullMarked;
