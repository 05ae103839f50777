/** Whether a node keeps the container contract, shown by running the conformance template on it. */
@NullMarked
package io.outrider.cli.conformance;

import org.jspecify.annotations.NullMarked;
