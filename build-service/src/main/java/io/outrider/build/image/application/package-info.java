/** From a specification and its content to a published image. */
@NullMarked
package io.outrider.build.image.application;

import org.jspecify.annotations.NullMarked;
