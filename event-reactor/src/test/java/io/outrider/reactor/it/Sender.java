package io.outrider.reactor.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** Sends events over REST until it is told to stop, each again until it is answered 202, as a careful sender does. */
final class Sender implements Callable<List<String>> {

    private static final Set<Integer> COME_AGAIN = Set.of(429, 503);

    /** The reference reads all of a group for each event of it. */
    private static final int EVENTS_OF_GROUP = 150;

    private static final int LONGEST_PAUSE = 30;

    private final ReactorProcess reactor;
    private final String name;
    private final List<String> types;
    private final Random random;
    private final BooleanSupplier stopped;

    /**
     * A sender.
     *
     * @param name no other has it
     */
    Sender(ReactorProcess reactor, String name, List<String> types, Random random, BooleanSupplier stopped) {
        this.reactor = reactor;
        this.name = name;
        this.types = types;
        this.random = random;
        this.stopped = stopped;
    }

    /** Returns the ids of all events that were accepted: of all that it began to send. */
    @Override
    public List<String> call() throws InterruptedException {
        List<String> accepted = new ArrayList<>();
        while (!stopped.getAsBoolean()) {
            String id = name + "-" + accepted.size();
            String group = name + "-" + accepted.size() / EVENTS_OF_GROUP;
            String type = types.get(random.nextInt(types.size()));
            String event = """
                    {"specversion": "1.0", "id": "%s", "source": "/it", "type": "%s", "data": {"group": "%s"}}""".formatted(id, type, group);
            while (!isAccepted(event)) {
                Thread.sleep(50);
            }
            accepted.add(id);
            Thread.sleep(random.nextInt(LONGEST_PAUSE));
        }
        return accepted;
    }

    private boolean isAccepted(String event) throws InterruptedException {
        int status;
        try {
            status = reactor.send(event);
        } catch (IOException killed) {
            return false;
        }
        if (status != 202 && !COME_AGAIN.contains(status)) {
            throw new AssertionError("Expected 202, 429 or 503 for an event, but the answer was " + status);
        }
        return status == 202;
    }
}
