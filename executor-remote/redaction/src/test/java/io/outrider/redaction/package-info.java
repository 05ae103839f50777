@NullMarked
package io.outrider.redaction;

import org.jspecify.annotations.NullMarked;
