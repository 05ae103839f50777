@NullMarked
package io.outrider.artifacts.s3;

import org.jspecify.annotations.NullMarked;
