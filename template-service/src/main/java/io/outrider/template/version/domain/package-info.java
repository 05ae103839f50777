/** Immutable versions of templates: numbering, fingerprints, and what may happen to a version. */
@NullMarked
package io.outrider.template.version.domain;

import org.jspecify.annotations.NullMarked;
