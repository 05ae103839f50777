/** Applying and reading webhooks. */
@NullMarked
package io.outrider.cli.webhook;

import org.jspecify.annotations.NullMarked;
