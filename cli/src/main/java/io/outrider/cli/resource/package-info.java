/** Resources that have a name of their own and are applied from files. */
@NullMarked
package io.outrider.cli.resource;

import org.jspecify.annotations.NullMarked;
