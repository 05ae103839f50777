/** The one place for Jinja: conditions and templates, sandboxed and bounded. */
@NullMarked
package io.outrider.reactor.expression;

import org.jspecify.annotations.NullMarked;
