/** What an image is made of, and its Dockerfile. Pure. */
@NullMarked
package io.outrider.build.image.domain;

import org.jspecify.annotations.NullMarked;
