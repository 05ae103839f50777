package io.outrider.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads manifests as an API server with strict validation: by the types of their kind, refusing fields that the kind does not have and
 * values of another type.
 */
final class StrictReader {

    private static final String UNKNOWN = "additionalProperties";
    private static final KubernetesSerialization KINDS = new KubernetesSerialization();
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    /** Not among the kinds that the client knows by itself. */
    private static final Map<String, Class<?>> STRIMZI =
            Map.of("Kafka", Kafka.class, "KafkaNodePool", KafkaNodePool.class, "KafkaTopic", KafkaTopic.class);

    private StrictReader() {}

    /** Returns what is wrong with the manifest; empty: nothing. A kind that has no types here is told, too. */
    static List<String> problems(JsonNode manifest) {
        Class<?> type = STRIMZI.getOrDefault(Release.kind(manifest), typeOf(manifest));
        if (type == GenericKubernetesResource.class) {
            return List.of(Release.id(manifest) + ": no types for " + manifest.path("apiVersion"));
        }
        var problems = new ArrayList<String>();
        try {
            walk(MAPPER.treeToValue(manifest, type), Release.id(manifest), problems);
        } catch (JsonProcessingException e) {
            problems.add(Release.id(manifest) + ": " + e.getOriginalMessage());
        }
        return problems;
    }

    private static Class<?> typeOf(JsonNode manifest) {
        return KINDS.<HasMetadata>unmarshal(manifest.toString()).getClass();
    }

    private static void walk(@Nullable Object value, String path, List<String> problems) {
        switch (value) {
            case null -> {}
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    walk(list.get(i), path + "[" + i + "]", problems);
                }
            }
            case Map<?, ?> map -> map.forEach((key, element) -> walk(element, path + "." + key, problems));
            case Enum<?> constant -> {}
            default -> {
                if (isModel(value.getClass())) {
                    fields(value, path, problems);
                }
            }
        }
    }

    private static void fields(Object bean, String path, List<String> problems) {
        for (Class<?> type = bean.getClass(); type != null && isModel(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                Object value = read(field, bean);
                if (!field.getName().equals(UNKNOWN)) {
                    walk(value, path + "." + field.getName(), problems);
                } else if (value instanceof Map<?, ?> unknown) {
                    unknown.keySet().forEach(key -> problems.add(path + ": unknown field " + key));
                }
            }
        }
    }

    private static boolean isModel(Class<?> type) {
        return type.getName().startsWith("io.fabric8.") || type.getName().startsWith("io.strimzi.");
    }

    private static @Nullable Object read(Field field, Object bean) {
        try {
            field.setAccessible(true);
            return field.get(bean);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
