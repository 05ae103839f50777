/** Starting, watching and cancelling jobs. */
@NullMarked
package io.outrider.cli.job;

import org.jspecify.annotations.NullMarked;
