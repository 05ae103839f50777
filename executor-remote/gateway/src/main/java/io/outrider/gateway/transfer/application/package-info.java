/** Logs, artifacts and blobs: bytes between agents, the topic of logs and the artifact store. */
@NullMarked
package io.outrider.gateway.transfer.application;

import org.jspecify.annotations.NullMarked;
