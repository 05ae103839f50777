/** The decision loop: what has gathered is loaded, decided, stored and announced in one transaction. */
@NullMarked
package io.outrider.scheduler.round.application;

import org.jspecify.annotations.NullMarked;
