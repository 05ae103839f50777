/** What the tests share. */
@NullMarked
package io.outrider.build.testing;

import org.jspecify.annotations.NullMarked;
