@NullMarked
package io.outrider.reactor.reaction.domain;

import org.jspecify.annotations.NullMarked;
