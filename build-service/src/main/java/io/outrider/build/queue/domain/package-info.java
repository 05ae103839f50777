/** The life of a build: states, commands, decisions. Pure. */
@NullMarked
package io.outrider.build.queue.domain;

import org.jspecify.annotations.NullMarked;
