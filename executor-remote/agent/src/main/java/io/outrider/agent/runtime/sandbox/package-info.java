/** The embedded sandbox: Linux namespaces through util-linux, no daemon, no root needed. */
@NullMarked
package io.outrider.agent.runtime.sandbox;

import org.jspecify.annotations.NullMarked;
