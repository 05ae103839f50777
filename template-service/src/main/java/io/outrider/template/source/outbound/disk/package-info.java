/** Sources on the local disk while they are looked at: collected, packed, gone. */
@NullMarked
package io.outrider.template.source.outbound.disk;

import org.jspecify.annotations.NullMarked;
