/** News of builds. */
@NullMarked
package io.outrider.template.version.inbound.kafka;

import org.jspecify.annotations.NullMarked;
