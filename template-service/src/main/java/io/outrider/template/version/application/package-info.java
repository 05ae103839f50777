/** Publishing versions, and what becomes of them. */
@NullMarked
package io.outrider.template.version.application;

import org.jspecify.annotations.NullMarked;
