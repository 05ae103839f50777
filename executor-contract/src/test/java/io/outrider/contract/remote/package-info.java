/** Gateway and agent, as they are packaged, pass the contract. */
@NullMarked
package io.outrider.contract.remote;

import org.jspecify.annotations.NullMarked;
