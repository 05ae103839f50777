/** Messages about versions. */
@NullMarked
package io.outrider.template.version.outbound.kafka;

import org.jspecify.annotations.NullMarked;
