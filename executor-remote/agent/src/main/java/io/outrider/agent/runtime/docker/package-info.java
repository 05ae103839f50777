/** Containers of a Docker engine. Its classes are loaded only where there is an engine. */
@NullMarked
package io.outrider.agent.runtime.docker;

import org.jspecify.annotations.NullMarked;
