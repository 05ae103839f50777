/** What jobs and nodes tell, before it is an event. */
@NullMarked
package io.outrider.reactor.platform.application;

import org.jspecify.annotations.NullMarked;
