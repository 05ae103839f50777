package io.outrider.played;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;

/** Faults on order, each used once. */
public final class Faults {

    /** An answer of the API instead of the real one. */
    private record ApiFault(Predicate<String> request, int status) {}

    private final Deque<PodFault> pods = new ArrayDeque<>();
    private final Deque<ApiFault> answers = new ArrayDeque<>();

    /** The next pod that is made has this fault. */
    public synchronized void nextPod(PodFault fault) {
        pods.add(fault);
    }

    /**
     * The next requests are answered with an error.
     *
     * @param method GET, POST, …; WATCH for watches
     * @param part what the path contains
     * @param status 403, 409 (a conflict about another object), 410, 429, 500, …
     */
    public synchronized void nextRequests(String method, String part, int status, int times) {
        for (int i = 0; i < times; i++) {
            answers.add(new ApiFault(request -> request.startsWith(method + " ") && request.contains(part), status));
        }
    }

    /** Forgets the faults that nothing met, and returns how many there were. */
    public synchronized int clear() {
        int left = pods.size() + answers.size();
        pods.clear();
        answers.clear();
        return left;
    }

    synchronized Optional<PodFault> forNewPod() {
        return Optional.ofNullable(pods.poll());
    }

    synchronized Optional<Integer> answer(String request) {
        Optional<ApiFault> found =
                answers.stream().filter(fault -> fault.request().test(request)).findFirst();
        found.ifPresent(answers::removeFirstOccurrence);
        return found.map(ApiFault::status);
    }
}
