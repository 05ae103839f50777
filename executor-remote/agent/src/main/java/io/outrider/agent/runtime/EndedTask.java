package io.outrider.agent.runtime;

import io.outrider.agent.runtime.domain.Exit;

/** A task that was started and has ended, as far as anybody can know. */
public record EndedTask(Exit exit) implements LiveTask {

    @Override
    public Exit await() {
        return exit;
    }

    @Override
    public void terminate() {}

    @Override
    public void kill() {}
}
