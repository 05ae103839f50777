/** Commands on nodes and their enrolment. */
@NullMarked
package io.outrider.cli.node;

import org.jspecify.annotations.NullMarked;
