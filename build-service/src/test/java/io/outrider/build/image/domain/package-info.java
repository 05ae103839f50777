/** Tests. */
@NullMarked
package io.outrider.build.image.domain;

import org.jspecify.annotations.NullMarked;
