/** The packaged service, which is killed. */
@NullMarked
package io.outrider.reactor.it;

import org.jspecify.annotations.NullMarked;
