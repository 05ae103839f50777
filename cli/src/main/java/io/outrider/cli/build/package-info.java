/** Commands on builds. */
@NullMarked
package io.outrider.cli.build;

import org.jspecify.annotations.NullMarked;
