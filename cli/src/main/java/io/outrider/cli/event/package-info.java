/** Publishing and reading events. */
@NullMarked
package io.outrider.cli.event;

import org.jspecify.annotations.NullMarked;
