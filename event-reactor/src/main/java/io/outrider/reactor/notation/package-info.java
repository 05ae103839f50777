/** JSON and YAML as plain Java values, bounded. */
@NullMarked
package io.outrider.reactor.notation;

import org.jspecify.annotations.NullMarked;
