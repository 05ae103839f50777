/** Templates and versions over REST. */
@NullMarked
package io.outrider.template.version.inbound.rest;

import org.jspecify.annotations.NullMarked;
