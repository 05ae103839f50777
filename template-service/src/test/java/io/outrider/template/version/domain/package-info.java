/** The life of a version, on the JVM alone. */
@NullMarked
package io.outrider.template.version.domain;

import org.jspecify.annotations.NullMarked;
