/** Tokens, enrolments, and which certificates count. */
@NullMarked
package io.outrider.gateway.identity.application;

import org.jspecify.annotations.NullMarked;
