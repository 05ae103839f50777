/** For how long this replica may act. */
@NullMarked
package io.outrider.k8s.lease;

import org.jspecify.annotations.NullMarked;
