/** Outbox, relay, inbox and group commit: a message is sent if and only if its cause was committed, and handled once. */
@NullMarked
package io.outrider.outbox;

import org.jspecify.annotations.NullMarked;
