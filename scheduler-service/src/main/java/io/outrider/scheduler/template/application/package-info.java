/** Which template version a job gets, and what its parameters become. */
@NullMarked
package io.outrider.scheduler.template.application;

import org.jspecify.annotations.NullMarked;
