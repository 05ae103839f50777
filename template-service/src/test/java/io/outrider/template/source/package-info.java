/** Hostile and honest sources. */
@NullMarked
package io.outrider.template.source;

import org.jspecify.annotations.NullMarked;
