/** Who may enrol. */
@NullMarked
package io.outrider.gateway.identity.domain;

import org.jspecify.annotations.NullMarked;
