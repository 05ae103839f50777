/** Which runtime a task gets, as a pure function. */
@NullMarked
package io.outrider.agent.runtime.domain;

import org.jspecify.annotations.NullMarked;
