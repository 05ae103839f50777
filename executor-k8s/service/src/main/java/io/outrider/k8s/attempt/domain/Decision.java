package io.outrider.k8s.attempt.domain;

import java.util.List;

/** What follows from a sight: words first, then orders. */
public record Decision(List<AttemptEvent> events, List<Order> orders) {

    static final Decision NOTHING = new Decision(List.of(), List.of());
}
