@NullMarked
package io.outrider.template;

import org.jspecify.annotations.NullMarked;
