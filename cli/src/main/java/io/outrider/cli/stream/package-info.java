/** Server-Sent Events with resume. */
@NullMarked
package io.outrider.cli.stream;

import org.jspecify.annotations.NullMarked;
