/** The TLS port for agents: connections, identities, bounds; each feature brings its endpoints. */
@NullMarked
package io.outrider.gateway.edge;

import org.jspecify.annotations.NullMarked;
