package io.outrider.scheduler.log.inbound.rest;

/** Nobody reads any more. */
final class ReaderGone extends RuntimeException {
    private static final long serialVersionUID = 1;

    ReaderGone() {
        super("Expected a reader of the log, but it is gone", null, false, false);
    }
}
