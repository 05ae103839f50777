/** Tests. */
@NullMarked
package io.outrider.build.queue.outbound.folder;

import org.jspecify.annotations.NullMarked;
