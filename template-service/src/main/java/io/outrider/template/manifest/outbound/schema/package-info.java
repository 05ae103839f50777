/** JSON Schema by a library. */
@NullMarked
package io.outrider.template.manifest.outbound.schema;

import org.jspecify.annotations.NullMarked;
