/** The template types that ship. */
@NullMarked
package io.outrider.template.type.inbound.startup;

import org.jspecify.annotations.NullMarked;
