/** The service's settings. */
@NullMarked
package io.outrider.build.configuration;

import org.jspecify.annotations.NullMarked;
