/** Turns everything that can go wrong with a request into problem details. */
@NullMarked
package io.outrider.rest.problem;

import org.jspecify.annotations.NullMarked;
