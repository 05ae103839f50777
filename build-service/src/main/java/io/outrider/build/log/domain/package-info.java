/** The bounds of a build's log. Pure. */
@NullMarked
package io.outrider.build.log.domain;

import org.jspecify.annotations.NullMarked;
