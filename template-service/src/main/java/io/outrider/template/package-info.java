/** The template service: types, templates and their immutable versions. */
@NullMarked
package io.outrider.template;

import org.jspecify.annotations.NullMarked;
