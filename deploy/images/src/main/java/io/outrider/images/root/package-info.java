/** What images stand on: accounts, the C library, a Java runtime. */
@NullMarked
package io.outrider.images.root;

import org.jspecify.annotations.NullMarked;
