/** Hibernate Reactive for threads that may block. */
@NullMarked
package io.outrider.template.database;

import org.jspecify.annotations.NullMarked;
