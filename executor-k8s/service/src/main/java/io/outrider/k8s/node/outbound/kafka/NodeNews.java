package io.outrider.k8s.node.outbound.kafka;

import io.outrider.k8s.attempt.outbound.kafka.Post;
import io.outrider.k8s.node.application.NodeReport;
import io.outrider.k8s.node.application.NodeVoice;
import io.outrider.schemas.Envelope;
import io.outrider.schemas.Topic;
import io.outrider.schemas.avro.NodeEvent;
import io.outrider.schemas.avro.NodeStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Says what is known of the cluster on the topic of nodes. */
@ApplicationScoped
public class NodeNews implements NodeVoice {

    private final Post post;

    NodeNews(Post post) {
        this.post = post;
    }

    @Override
    public void say(NodeReport report, Instant lastSeen, Instant now) {
        NodeEvent event = NodeEvent.newBuilder()
                .setNode(report.name())
                .setExecutor(report.executor())
                .setStatus(NodeStatus.valueOf(report.status().name()))
                .setReason(report.reason())
                .setLabels(report.labels())
                .setFacts(report.facts())
                .setRuntimes(List.of("kubernetes"))
                .setSlots(report.slots())
                .setFreeSlots(report.freeSlots())
                .setLastSeen(lastSeen)
                .setAt(now)
                .build();
        String type = "io.outrider.node." + report.status().name().toLowerCase(Locale.ROOT);
        Envelope envelope =
                Envelope.first(type, "/outrider/executor-k8s", now, report.name(), "executor/" + report.executor());
        post.send(Topic.NODE_EVENTS, report.name(), event, envelope);
    }
}
