package io.outrider.gateway.node.application;

import io.outrider.protocol.Cancel;
import io.outrider.protocol.Offer;
import io.outrider.protocol.TaskRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one node on this replica, and its parked poll. Memory only: the table has the truth, and a desk that was not
 * visited for a while is laid anew from it.
 *
 * <p>An offer that was handed out and not accepted is handed out again after {@link #AGAIN}, or at once to a new session: the
 * answer may have been lost. All methods are safe to call from any thread and never block for long.
 */
final class Desk {

    /** Longer than an acceptance takes on a bad line, much shorter than the time to accept. */
    static final Duration AGAIN = Duration.ofSeconds(3);

    /** Offers kept in memory; more stay in the table until there is room. */
    static final int ROOM = 1_000;

    private final Map<TaskRef, Offer> waiting = new LinkedHashMap<>();
    private final Map<TaskRef, Handed> handed = new LinkedHashMap<>();
    private final Map<TaskRef, Cancel> cancels = new LinkedHashMap<>();
    private final Set<TaskRef> told = new HashSet<>();
    private String session = "";
    private Instant visited = Instant.MIN;
    private boolean laid;
    private boolean more;
    private long ticket;
    private @Nullable Parked parked;

    /** The time to accept counts from the first time; it is handed out again some time after the last. */
    private record Handed(Offer offer, Instant first, Instant last) {}

    /** A poll that waits. */
    record Parked(long ticket, int room, PollReply reply) {}

    /** What a poll is answered with. */
    record Serving(PollReply reply, List<Offer> offers, List<Cancel> cancels) {}

    /** What a poll has to do first. */
    enum Preparation {
        NONE,
        LAY,
        RECONCILE
    }

    /** A poll has come: a newer one sends the older home. */
    record Arrival(
            long ticket, Preparation preparation, @Nullable PollReply sentHome) {}

    synchronized Arrival arrive(String newSession, Instant now, Duration fresh) {
        boolean absent = visited.isBefore(now.minus(fresh)) && parked == null;
        Preparation preparation = !newSession.equals(session)
                ? Preparation.RECONCILE
                : absent || !laid || (more && waiting.isEmpty()) ? Preparation.LAY : Preparation.NONE;
        PollReply sentHome = parked == null ? null : parked.reply();
        parked = null;
        visited = now;
        ticket++;
        if (preparation != Preparation.NONE) {
            // The table has them; what is added from now on is newer than what will be read from it.
            waiting.clear();
            more = false;
        }
        if (preparation == Preparation.RECONCILE) {
            session = newSession;
            handed.clear();
            told.clear();
            laid = false;
        }
        return new Arrival(ticket, preparation, sentHome);
    }

    /** Parks a poll, unless a newer one has come. */
    synchronized boolean park(Parked poll) {
        if (poll.ticket() != ticket) {
            return false;
        }
        parked = poll;
        return true;
    }

    /** Lets go of a parked poll; returns false if it is not parked any more. */
    synchronized boolean leave(PollReply reply, Instant now) {
        if (parked == null || parked.reply() != reply) {
            return false;
        }
        parked = null;
        visited = now;
        return true;
    }

    /** Lets go of whatever is parked. */
    synchronized @Nullable PollReply dismiss() {
        PollReply reply = parked == null ? null : parked.reply();
        parked = null;
        return reply;
    }

    synchronized boolean isParked() {
        return parked != null;
    }

    synchronized boolean isCurrent(long arrived) {
        return arrived == ticket;
    }

    synchronized String session() {
        return session;
    }

    /**
     * Adds what the table has; it is said whether the table has more. Nothing is taken away: an offer may have come after the table was
     * read, and one that is over is refused when it is accepted.
     */
    synchronized void lay(List<Offer> offers, List<Cancel> openCancels, boolean thereIsMore) {
        offers.forEach(this::add);
        openCancels.forEach(this::cancel);
        more = thereIsMore;
        laid = true;
    }

    synchronized void add(Offer offer) {
        if (handed.containsKey(offer.ref())) {
            return;
        }
        if (waiting.size() >= ROOM && !waiting.containsKey(offer.ref())) {
            more = true;
            return;
        }
        waiting.put(offer.ref(), offer);
    }

    synchronized void cancel(Cancel cancel) {
        if (!told.contains(cancel.ref())) {
            cancels.put(cancel.ref(), cancel);
        }
    }

    /** Forgets an offer or a cancel: it was accepted, or is over. */
    synchronized void forget(TaskRef ref) {
        waiting.remove(ref);
        handed.remove(ref);
        cancels.remove(ref);
        told.remove(ref);
    }

    /** Takes what the parked poll may be told, and the poll with it. */
    synchronized Optional<Serving> serve(Instant now) {
        if (parked == null) {
            return Optional.empty();
        }
        List<Offer> offers = takeOffers(parked.room(), now);
        if (offers.isEmpty() && cancels.isEmpty()) {
            return Optional.empty();
        }
        Serving serving = new Serving(parked.reply(), offers, takeCancels());
        parked = null;
        visited = now;
        return Optional.of(serving);
    }

    /** Takes what a poll may be told that has to be answered in any case. */
    synchronized Serving serveNow(Parked poll, Instant now) {
        return new Serving(poll.reply(), takeOffers(poll.room(), now), takeCancels());
    }

    private List<Cancel> takeCancels() {
        List<Cancel> taken = List.copyOf(cancels.values());
        told.addAll(cancels.keySet());
        cancels.clear();
        return taken;
    }

    private List<Offer> takeOffers(int room, Instant now) {
        List<Offer> taken = new ArrayList<>();
        for (Handed again : List.copyOf(handed.values())) {
            if (again.last().plus(AGAIN).isBefore(now) && taken.size() < room) {
                taken.add(again.offer());
            }
        }
        var offers = waiting.values().iterator();
        while (taken.size() < room && offers.hasNext()) {
            taken.add(offers.next());
            offers.remove();
        }
        taken.forEach(offer -> handed.merge(
                offer.ref(), new Handed(offer, now, now), (old, again) -> new Handed(offer, old.first(), now)));
        return taken;
    }

    /** Returns the offers that were handed out before this moment and are neither accepted nor refused. */
    synchronized List<TaskRef> handedOutBefore(Instant moment) {
        return handed.values().stream()
                .filter(offer -> offer.first().isBefore(moment))
                .map(offer -> offer.offer().ref())
                .toList();
    }

    /** Tells whether the desk may be thrown away: nobody came for a while. */
    synchronized boolean isDeserted(Instant since) {
        return parked == null && visited.isBefore(since);
    }
}
