/** Template types over REST. */
@NullMarked
package io.outrider.template.type.inbound.rest;

import org.jspecify.annotations.NullMarked;
