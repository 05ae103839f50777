/** Commands on template types. */
@NullMarked
package io.outrider.cli.type;

import org.jspecify.annotations.NullMarked;
