/** How results look: tables, JSON, YAML, colours, progress. */
@NullMarked
package io.outrider.cli.output;

import org.jspecify.annotations.NullMarked;
