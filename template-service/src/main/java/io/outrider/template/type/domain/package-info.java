/** Template types: what a template can be built from, and the parameters that come with it. */
@NullMarked
package io.outrider.template.type.domain;

import org.jspecify.annotations.NullMarked;
