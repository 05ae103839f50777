/** Content in a private folder. */
@NullMarked
package io.outrider.build.image.outbound.folder;

import org.jspecify.annotations.NullMarked;
