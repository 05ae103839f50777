/** Registering and finding template types. */
@NullMarked
package io.outrider.template.type.application;

import org.jspecify.annotations.NullMarked;
