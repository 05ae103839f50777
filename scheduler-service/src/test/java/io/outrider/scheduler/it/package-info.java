/** The service against real Kafka, PostgreSQL and registry; executors are played through Kafka. */
@NullMarked
package io.outrider.scheduler.it;

import org.jspecify.annotations.NullMarked;
