/** The port through which sources are fetched. */
@NullMarked
package io.outrider.template.source.application;

import org.jspecify.annotations.NullMarked;
