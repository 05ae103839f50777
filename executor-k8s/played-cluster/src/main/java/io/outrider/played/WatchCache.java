package io.outrider.played;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.server.mock.KubernetesAttributesExtractor;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.crud.AttributeSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The objects, and what has changed of them lately, in order: for watches that go on from a resource version. Each change has a
 * version of its own, a deletion, too.
 */
final class WatchCache extends KubernetesCrudDispatcher {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_CHANGES = 1_000;

    /** A watch has to list anew. */
    static final class Expired extends Exception {

        private static final long serialVersionUID = 1L;

        Expired(String message) {
            super(message);
        }
    }

    /**
     * What became of one object.
     *
     * @param event as a watch tells it
     */
    private record Change(long version, AttributeSet about, String event) {}

    private final Deque<Change> changes = new ArrayDeque<>();
    /** Of the last change that is not kept any more. */
    private long forgotten;

    private int expiries;

    @Override
    public void processEvent(
            String path,
            AttributeSet asked,
            @Nullable AttributeSet known,
            @Nullable GenericKubernetesResource resource,
            @Nullable String state) {
        String before = known == null ? null : map.get(known);
        super.processEvent(path, asked, known, resource, state);
        if (state != null && !state.equals(before)) {
            AttributeSet about = attributeExtractor.fromResource(state);
            boolean complete = about.containsKey(KubernetesAttributesExtractor.PLURAL);
            keep(
                    before == null ? "ADDED" : "MODIFIED",
                    complete ? about : AttributeSet.merge(asked, about),
                    object(state));
        } else if (state == null && before != null) {
            ObjectNode last = object(before);
            last.withObject("/metadata").put("resourceVersion", Long.toString(requestResourceVersion()));
            keep("DELETED", Objects.requireNonNull(known), last);
        }
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected objects to be kept as JSON, but one is not", e);
        }
    }

    private synchronized void keep(String type, AttributeSet about, ObjectNode object) {
        long version = object.at("/metadata/resourceVersion").asLong();
        changes.add(new Change(version, about, "{\"type\":\"" + type + "\",\"object\":" + object + "}"));
        if (changes.size() > MOST_CHANGES) {
            forgotten = changes.remove().version();
        }
    }

    /** Forgets every change, and ends the watches that are open. */
    synchronized void expire() {
        expiries++;
        if (!changes.isEmpty()) {
            forgotten = changes.getLast().version();
            changes.clear();
        }
    }

    /** Begins a watch after this version. */
    synchronized Cursor after(long version, String target) {
        return new Cursor(version, getKey(target), expiries);
    }

    /** How far a watch has come. */
    final class Cursor {

        private long version;
        private final AttributeSet wanted;
        private final int begunAt;

        private Cursor(long version, AttributeSet wanted, int begunAt) {
            this.version = version;
            this.wanted = wanted;
            this.begunAt = begunAt;
        }

        /** Returns the events since the last call. */
        List<String> next() throws Expired {
            synchronized (WatchCache.this) {
                if (version < forgotten || begunAt != expiries) {
                    throw new Expired("too old resource version: " + version + " (" + forgotten + ")");
                }
                List<Change> fresh = changes.stream()
                        .filter(change -> change.version() > version)
                        .toList();
                if (!fresh.isEmpty()) {
                    version = fresh.getLast().version();
                }
                return fresh.stream()
                        .filter(change -> change.about().matches(wanted))
                        .map(Change::event)
                        .toList();
            }
        }
    }
}
