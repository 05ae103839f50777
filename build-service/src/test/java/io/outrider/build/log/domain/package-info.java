/** Tests. */
@NullMarked
package io.outrider.build.log.domain;

import org.jspecify.annotations.NullMarked;
