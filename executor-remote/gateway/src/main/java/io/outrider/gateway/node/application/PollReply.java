package io.outrider.gateway.node.application;

import io.outrider.protocol.PollResponse;

/** The open request of a poll; exactly one of these is called, once. */
public interface PollReply {

    void answer(PollResponse response);

    void nothing();

    void unavailable();
}
