/** The story of {@code outrider demo}. */
@NullMarked
package io.outrider.cli.demo;

import org.jspecify.annotations.NullMarked;
