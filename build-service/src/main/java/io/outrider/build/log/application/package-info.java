/** Writing and following a build's log. */
@NullMarked
package io.outrider.build.log.application;

import org.jspecify.annotations.NullMarked;
