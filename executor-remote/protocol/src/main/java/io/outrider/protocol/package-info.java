/** The agent protocol: messages, paths, byte ranges and digests. Depends on Jackson alone, so that an agent stays small. */
@NullMarked
package io.outrider.protocol;

import org.jspecify.annotations.NullMarked;
