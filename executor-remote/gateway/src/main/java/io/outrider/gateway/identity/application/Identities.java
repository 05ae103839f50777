package io.outrider.gateway.identity.application;

import io.outrider.gateway.identity.outbound.postgres.EnrolmentTable;
import io.outrider.gateway.identity.outbound.postgres.EnrolmentTable.KnownNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Which certificates count, in memory, so that every request can be checked. Filled at start; a revocation on this replica counts
 * at once, one on another replica as soon as the database has told, and at the latest with the next refresh.
 */
@ApplicationScoped
public class Identities {

    private final EnrolmentTable table;
    private final Map<String, KnownNode> known = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    Identities(EnrolmentTable table) {
        this.table = table;
    }

    /** What a certificate is worth. */
    public enum Standing {
        VALID,
        /** Not the one that is known of its node; the node may have enrolled at another replica since. */
        UNKNOWN,
        REVOKED
    }

    /** Reads all enrolments again; waits for the database. */
    public void refresh() {
        table.all().forEach(this::learn);
    }

    /** Forgets old tokens; waits for the database. */
    public void purgeTokens() {
        table.purgeTokens();
    }

    /** Reads one enrolment again; waits for the database. */
    public void refresh(String name) {
        table.find(name).ifPresent(this::learn);
    }

    /** Tells what the certificate with this serial and CN is worth, as far as memory knows. */
    public Standing standing(String name, String serial) {
        KnownNode node = known.get(name);
        if (node == null || !node.serial().equals(serial)) {
            return Standing.UNKNOWN;
        }
        return node.revoked() ? Standing.REVOKED : Standing.VALID;
    }

    /** Returns the labels that the node's token gave it. */
    public Map<String, String> labels(String name) {
        KnownNode node = known.get(name);
        return node == null ? Map.of() : node.labels();
    }

    /** Calls back with the name of each node whose certificates count no more. */
    public void onRevoked(Consumer<String> listener) {
        listeners.add(listener);
    }

    private void learn(KnownNode node) {
        KnownNode before = known.put(node.name(), node);
        boolean changed = before != null && !before.serial().equals(node.serial());
        if ((node.revoked() && (before == null || !before.revoked())) || changed) {
            listeners.forEach(listener -> listener.accept(node.name()));
        }
    }
}
