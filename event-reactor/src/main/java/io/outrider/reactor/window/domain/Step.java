package io.outrider.reactor.window.domain;

import java.util.Optional;
import java.util.UUID;

/**
 * What an input leads to.
 *
 * @param next the group's state; the same object when nothing changed. If the firing really starts jobs, {@link Windows#fired} comes
 *     before the next input
 * @param verdict about the event of this input
 * @param window the event that opened the window to which the event of this input belongs: its firing is or will be the one
 * @param firing the window that ended
 */
public record Step(GroupState next, Verdict verdict, Optional<UUID> window, Optional<Firing> firing) {}
