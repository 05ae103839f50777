@NullMarked
package io.outrider.reactor.reaction.application;

import org.jspecify.annotations.NullMarked;
