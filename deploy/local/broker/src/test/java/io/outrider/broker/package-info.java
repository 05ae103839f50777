@NullMarked
package io.outrider.broker;

import org.jspecify.annotations.NullMarked;
