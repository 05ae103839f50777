/** The packaged executor for Kubernetes passes the contract, on the played cluster and on a real one. */
@NullMarked
package io.outrider.contract.kubernetes;

import org.jspecify.annotations.NullMarked;
