/** What an operator can set, and the clock. */
@NullMarked
package io.outrider.k8s.settings;

import org.jspecify.annotations.NullMarked;
