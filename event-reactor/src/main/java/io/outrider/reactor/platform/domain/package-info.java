/** What is new in what executors say of nodes, pure. */
@NullMarked
package io.outrider.reactor.platform.domain;

import org.jspecify.annotations.NullMarked;
