/** Sources from wherever they come. */
@NullMarked
package io.outrider.template.source.outbound;

import org.jspecify.annotations.NullMarked;
