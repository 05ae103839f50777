package io.outrider.gateway.node.application;

import io.outrider.gateway.identity.application.Identities;
import io.outrider.gateway.node.domain.NodeReport;
import io.outrider.gateway.node.domain.PresenceDecider;
import io.outrider.gateway.node.domain.PresenceDecider.Published;
import io.outrider.gateway.node.outbound.kafka.NodeNews;
import io.outrider.gateway.node.outbound.postgres.NodeTable;
import io.outrider.gateway.settings.GatewaySettings;
import io.outrider.outbox.BatchResult;
import io.outrider.outbox.BatchWriter;
import io.outrider.outbox.BatchWriters;
import io.outrider.outbox.Outbox;
import io.outrider.outbox.OutgoingMessage;
import io.outrider.outbox.Transactions;
import io.outrider.protocol.PollRequest;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether nodes are there. Polls are noted in memory and go to the table and the topic when they are news; what is missing is seen in
 * the table, so that a restart of the gateway does not hide it.
 */
@ApplicationScoped
public class Presence {

    private static final Logger LOG = Logger.getLogger(Presence.class);
    private static final int MAX_BATCH = 500;

    /** A connection that broke is followed by another within this time, or the node is gone. */
    private static final Duration RECONNECT = Duration.ofSeconds(10);

    /** On top of a poll's time, for the way and for a busy gateway. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final NodeTable table;
    private final NodeNews news;
    private final Identities identities;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Vertx vertx;
    private final GatewaySettings settings;
    private final Clock clock;
    private final BatchWriter<NodeView, NodeView> writer;

    private record Seen(NodeView last, @Nullable Published published) {}

    Presence(
            NodeTable table,
            NodeNews news,
            Identities identities,
            Transactions transactions,
            Outbox outbox,
            BatchWriters writers,
            Vertx vertx,
            GatewaySettings settings,
            Clock clock) {
        this.table = table;
        this.news = news;
        this.identities = identities;
        this.transactions = transactions;
        this.outbox = outbox;
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        this.writer = writers.create("nodes", MAX_BATCH, this::store);
    }

    /** Notes a poll; never blocks. */
    void seen(String node, PollRequest poll) {
        Instant now = clock.instant();
        Map<String, String> labels = new HashMap<>(poll.labels());
        labels.putAll(identities.labels(node));
        NodeReport report = new NodeReport(
                poll.session(), poll.version(), poll.slots(), poll.freeSlots(), labels, poll.facts(), poll.runtimes());
        NodeView view = new NodeView(node, report, now);
        Seen before = seen.get(node);
        Published published = before == null ? null : before.published();
        boolean isNews = PresenceDecider.isNews(published, report, now);
        seen.put(node, new Seen(view, isNews ? new Published(report, now) : published));
        if (isNews) {
            publish(view);
        }
    }

    /** The node's connection broke while it polled. */
    void left(String node) {
        Seen last = seen.get(node);
        if (last == null) {
            return;
        }
        vertx.setTimer(RECONNECT.toMillis(), timer -> {
            Seen now = seen.get(node);
            if (now != null && now.last().lastSeen().equals(last.last().lastSeen())) {
                Thread.startVirtualThread(
                        () -> quietly(() -> miss(node, last.last().lastSeen())));
            }
        });
    }

    /** Publishes what has waited and says who is missing; waits for the database. */
    void sweep() {
        Instant now = clock.instant();
        seen.forEach((node, state) -> {
            Published published = state.published();
            boolean waits = published != null
                    && published.report().freeSlots() != state.last().report().freeSlots()
                    && PresenceDecider.isNews(published, state.last().report(), now);
            if (waits
                    && seen.replace(
                            node,
                            state,
                            new Seen(state.last(), new Published(state.last().report(), now)))) {
                publish(state.last());
            }
        });
        Duration poll = settings.poll();
        // The row may be one heartbeat older than the last poll.
        Duration stale = poll.plus(PresenceDecider.HEARTBEAT).plus(SLACK);
        mark(now, NodeStanding.STALE, tx -> table.markStale(tx, now.minus(stale)), "it missed a poll");
        Duration offline = stale.plus(poll.multipliedBy(2));
        mark(now, NodeStanding.OFFLINE, tx -> table.markOffline(tx, now.minus(offline)), "it missed three polls");
    }

    private void miss(String node, Instant lastSeen) {
        mark(
                clock.instant(),
                NodeStanding.STALE,
                tx -> table.markStaleSince(tx, node, lastSeen),
                "its connection broke and it did not come back");
    }

    private interface Marking {
        List<NodeView> mark(SqlConnection tx);
    }

    private void mark(Instant now, NodeStanding standing, Marking marking, String reason) {
        List<NodeView> marked = transactions.run(tx -> {
            List<NodeView> views = marking.mark(tx);
            List<OutgoingMessage<?>> messages = new ArrayList<>();
            views.forEach(view -> messages.add(news.of(view, standing, reason, now)));
            outbox.append(tx, messages);
            return views;
        });
        if (!marked.isEmpty()) {
            outbox.committed();
            marked.forEach(view -> {
                seen.remove(view.name());
                LOG.infof("node=%s is %s: %s", view.name(), standing, reason);
            });
        }
    }

    private void publish(NodeView view) {
        try {
            writer.submit(view).whenComplete((done, failure) -> {
                if (failure != null) {
                    seen.remove(view.name());
                }
            });
        } catch (RejectedExecutionException e) {
            // The next poll is news again.
            seen.remove(view.name());
        }
    }

    private BatchResult<NodeView> store(SqlConnection tx, List<NodeView> views) {
        Map<String, NodeView> newest = new HashMap<>();
        views.forEach(view -> newest.put(view.name(), view));
        List<NodeView> stored = table.online(
                tx,
                newest.values().stream()
                        .sorted(java.util.Comparator.comparing(NodeView::name))
                        .toList());
        List<OutgoingMessage<?>> messages = new ArrayList<>();
        Instant now = clock.instant();
        stored.forEach(view -> messages.add(news.of(view, NodeStanding.ONLINE, null, now)));
        return new BatchResult<>(views, messages, true);
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf("Expected to note that a node is missing, but %s; the sweep will", e.getMessage());
        }
    }
}
