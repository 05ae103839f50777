/** Windows: what a reaction remembers of a group of events, and when that becomes a firing. Pure; docs/reactions.md is the specification. */
@NullMarked
package io.outrider.reactor.window.domain;

import org.jspecify.annotations.NullMarked;
