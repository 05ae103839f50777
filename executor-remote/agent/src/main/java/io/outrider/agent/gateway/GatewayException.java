package io.outrider.agent.gateway;

import java.time.Duration;

/** A request that brought no answer to use. Classed once, here: repeat it, or do not. */
public abstract sealed class GatewayException extends Exception {

    private static final long serialVersionUID = 1L;

    private GatewayException(String message) {
        super(message);
    }

    /** Not now: the network, a proxy, an overloaded or restarting gateway. Repeat the same request. */
    public static final class Unavailable extends GatewayException {

        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        public Unavailable(String message, Duration retryAfter) {
            super(message);
            this.retryAfter = retryAfter;
        }

        /** Returns the least pause that the gateway asked for; zero if it did not. */
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** Refused for good: repeating the same request is of no use. */
    public static final class Rejected extends GatewayException {

        private static final long serialVersionUID = 1L;

        private final int status;
        private final String code;

        public Rejected(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }

        public int status() {
            return status;
        }

        public String code() {
            return code;
        }

        /** Returns true if the certificate is not (any more) taken. */
        public boolean identity() {
            return status == 401 || status == 403;
        }

        /** Returns true if the task is not this node's any more. */
        public boolean gone() {
            return status == 410;
        }
    }
}
