package io.outrider.build.queue.application;

import io.outrider.build.queue.domain.Build;

/** Fired inside the service after a change was committed. */
public record BuildChanged(Build before, Build after) {}
