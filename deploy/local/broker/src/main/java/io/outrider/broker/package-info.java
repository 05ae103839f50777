/** One Kafka node for a laptop or a test, started as a program. */
@NullMarked
package io.outrider.broker;

import org.jspecify.annotations.NullMarked;
