/** Sources from zip and tar archives. */
@NullMarked
package io.outrider.template.source.outbound.archive;

import org.jspecify.annotations.NullMarked;
