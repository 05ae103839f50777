package io.outrider.agent.runtime.domain;

/** How a process ended. */
public sealed interface Exit {

    /**
     * By itself or by a signal.
     *
     * @param code 0 is success; 128 and the signal's number if a signal ended it
     */
    record Code(int code) implements Exit {}

    /**
     * It is gone without a trace of its exit code.
     *
     * @param reason for people
     */
    record Unknown(String reason) implements Exit {}
}
