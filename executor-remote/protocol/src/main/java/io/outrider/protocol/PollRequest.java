package io.outrider.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /agent/v1/poll}: here I am, this I can take. Parked by the gateway until there is something to say.
 *
 * @param session random, new at each start of the agent
 * @param version semantic version of the agent
 * @param slots tasks that the node runs side by side
 * @param freeSlots of these, how many are free
 * @param room how many offers the node takes now: more than its free slots when tasks are so short that the next ones have to
 *     be there already when a slot becomes free; the gateway offers no more
 * @param labels of the machine; the token's labels win over them
 * @param facts about the machine, for people and conditions
 * @param runtimes {@code docker}, {@code sandbox}, {@code process}, {@code host}
 * @param capabilities version of each optional part of the protocol that the agent speaks; absent means no
 * @param running every task that the agent holds, accepted or running: the gateway answers {@code gone} for those that it
 *     does not know, and gives up those that it knows and that are missing here
 */
public record PollRequest(
        String session,
        String version,
        int slots,
        int freeSlots,
        int room,
        Map<String, String> labels,
        Map<String, String> facts,
        List<String> runtimes,
        Map<String, Integer> capabilities,
        List<TaskRef> running) {

    /** Tasks that a node may hold ready beyond its slots. */
    public static final int MOST_AHEAD = 256;

    public PollRequest {
        Expect.text("session", session, 100);
        Expect.text("version", version, 100);
        Expect.that(slots >= 1 && slots <= 10_000, "slots", "1 to 10000", slots);
        Expect.that(freeSlots >= 0 && freeSlots <= slots, "freeSlots", "0 to " + slots, freeSlots);
        Expect.that(room >= 0 && room <= slots + MOST_AHEAD, "room", "0 to " + (slots + MOST_AHEAD), room);
        labels = texts("labels", labels);
        facts = texts("facts", facts);
        runtimes = Expect.list("runtimes", runtimes, 16);
        runtimes.forEach(runtime -> Expect.text("a runtime", runtime, 63));
        capabilities = Expect.map("capabilities", capabilities, 100);
        running = Expect.list("running", running, 20_000);
    }

    private static Map<String, String> texts(String field, @Nullable Map<String, String> values) {
        Map<String, String> copy = Expect.map(field, values, 200);
        copy.forEach((key, value) -> {
            Expect.text("a key of " + field, key, 317);
            Expect.optional(field + "." + key, value, 4_096);
        });
        return copy;
    }
}
