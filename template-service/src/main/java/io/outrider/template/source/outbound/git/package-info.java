/** Sources from git repositories. */
@NullMarked
package io.outrider.template.source.outbound.git;

import org.jspecify.annotations.NullMarked;
