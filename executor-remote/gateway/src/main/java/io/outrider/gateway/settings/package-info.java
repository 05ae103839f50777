/** What an operator can set, and the clock. */
@NullMarked
package io.outrider.gateway.settings;

import org.jspecify.annotations.NullMarked;
