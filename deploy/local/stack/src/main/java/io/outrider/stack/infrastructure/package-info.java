/** PostgreSQL, Kafka and the schema registry as child processes, for the stack and for tests. */
@NullMarked
package io.outrider.stack.infrastructure;

import org.jspecify.annotations.NullMarked;
