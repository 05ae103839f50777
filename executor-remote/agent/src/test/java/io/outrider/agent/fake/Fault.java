package io.outrider.agent.fake;

/** What happens to a request instead of its plain answer. */
public enum Fault {
    NONE,
    /** The gateway does what is asked, and the answer is lost. */
    LOSE_ANSWER,
    /** A proxy answers 200 with a page. */
    PROXY_PAGE,
    /** A proxy answers 403 with a page. */
    PROXY_FORBIDS,
    /** The gateway is overloaded: a problem document, Retry-After. */
    UNAVAILABLE
}
