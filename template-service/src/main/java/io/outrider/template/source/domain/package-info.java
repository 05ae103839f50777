/** The rules of template sources: what an archive may contain, and how much of it. */
@NullMarked
package io.outrider.template.source.domain;

import org.jspecify.annotations.NullMarked;
