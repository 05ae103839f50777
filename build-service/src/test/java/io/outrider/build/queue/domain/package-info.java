/** Tests. */
@NullMarked
package io.outrider.build.queue.domain;

import org.jspecify.annotations.NullMarked;
