/** Outrider's own services and the local agent as parts of the stack. */
@NullMarked
package io.outrider.stack.service;

import org.jspecify.annotations.NullMarked;
