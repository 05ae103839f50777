/** Documents that authors write. */
@NullMarked
package io.outrider.template.manifest;

import org.jspecify.annotations.NullMarked;
