package io.outrider.k8s.attempt.objects;

import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.outrider.k8s.settings.K8sSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the cluster was registered: what every pod here has in common.
 *
 * @param executor the executor's name
 * @param companionImage the image of the program beside a task
 * @param companionUrl where it reaches this service
 * @param diskMb size limit of outputs and of state, MiB
 */
public record Placement(
        String executor,
        String namespace,
        String companionImage,
        String companionUrl,
        @Nullable String serviceAccount,
        Map<String, String> nodeSelector,
        List<Toleration> tolerations,
        List<String> imagePullSecrets,
        @Nullable String priorityClass,
        long user,
        boolean nonRoot,
        Duration start,
        Duration upload,
        Duration ttl,
        int memoryMb,
        int diskMb) {

    private static final Set<String> EFFECTS = Set.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    /** Reads the settings. */
    public static Placement of(K8sSettings settings, String namespace) {
        return new Placement(
                settings.name(),
                namespace,
                settings.companion().image(),
                settings.companion().url(),
                settings.serviceAccount().orElse(null),
                settings.nodeSelector(),
                tolerations(settings),
                settings.imagePullSecrets().orElse(List.of()),
                settings.priorityClass().orElse(null),
                settings.runAsUser(),
                settings.runAsNonRoot(),
                settings.startTimeout(),
                settings.uploadTime(),
                settings.ttl(),
                settings.memoryMb(),
                settings.diskMb());
    }

    private static List<Toleration> tolerations(K8sSettings settings) {
        List<Toleration> tolerations = new ArrayList<>();
        settings.tolerations().orElse(List.of()).forEach(text -> tolerations.add(toleration(text)));
        // Without these the cluster adds five minutes of its own.
        for (String taint : List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable")) {
            tolerations.add(new TolerationBuilder()
                    .withKey(taint)
                    .withOperator("Exists")
                    .withEffect("NoExecute")
                    .withTolerationSeconds(settings.nodeLostAfter().toSeconds())
                    .build());
        }
        return List.copyOf(tolerations);
    }

    /** Reads {@code key=value:Effect}, {@code key:Effect}, {@code key=value} or {@code key}. */
    static Toleration toleration(String text) {
        int colon = text.lastIndexOf(':');
        String effect = colon < 0 ? null : text.substring(colon + 1);
        if (effect != null && !EFFECTS.contains(effect)) {
            throw new IllegalArgumentException("Expected outrider.k8s.tolerations to end with one of " + EFFECTS
                    + " or to have no colon, but was '" + text + "'");
        }
        String taint = colon < 0 ? text : text.substring(0, colon);
        int equals = taint.indexOf('=');
        TolerationBuilder builder = new TolerationBuilder().withEffect(effect);
        return equals < 0
                ? builder.withKey(taint).withOperator("Exists").build()
                : builder.withKey(taint.substring(0, equals))
                        .withOperator("Equal")
                        .withValue(taint.substring(equals + 1))
                        .build();
    }
}
