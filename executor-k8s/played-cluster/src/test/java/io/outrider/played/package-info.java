/** That the played cluster does what a cluster does, seen by a client. */
@NullMarked
package io.outrider.played;

import org.jspecify.annotations.NullMarked;
