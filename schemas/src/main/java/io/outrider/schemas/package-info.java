/** The contracts between services: topics and the envelope that every record carries. */
@NullMarked
package io.outrider.schemas;

import org.jspecify.annotations.NullMarked;
