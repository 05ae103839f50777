/** Reading logs while they are written. */
@NullMarked
package io.outrider.scheduler.log.application;

import org.jspecify.annotations.NullMarked;
