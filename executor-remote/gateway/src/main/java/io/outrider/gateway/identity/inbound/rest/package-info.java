/** Tokens and enrolments for people. */
@NullMarked
package io.outrider.gateway.identity.inbound.rest;

import org.jspecify.annotations.NullMarked;
