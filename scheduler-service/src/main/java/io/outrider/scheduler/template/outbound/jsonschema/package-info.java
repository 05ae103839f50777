/** JSON Schema by networknt. */
@NullMarked
package io.outrider.scheduler.template.outbound.jsonschema;

import org.jspecify.annotations.NullMarked;
