package io.outrider.played;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.annotations.SerializedName;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What Kubernetes' own OpenAPI document, of version 1.36, says to an object: unknown fields, required ones that are missing, values of
 * another type. The document is there as the types that Kubernetes' Java client has generated from it. Fields with a fixed set of values
 * are texts to it, of any content.
 */
public final class OpenApi {

    private static final String TYPES = "io.kubernetes.client.openapi.models.";
    private static final Map<String, Set<String>> KINDS = Map.of(
            "v1",
            Set.of(
                    "ConfigMap",
                    "Event",
                    "Namespace",
                    "PersistentVolumeClaim",
                    "Pod",
                    "Secret",
                    "Service",
                    "ServiceAccount"),
            "apps/v1",
            Set.of("Deployment", "StatefulSet"),
            "autoscaling/v2",
            Set.of("HorizontalPodAutoscaler"),
            "batch/v1",
            Set.of("Job"),
            "coordination.k8s.io/v1",
            Set.of("Lease"),
            "networking.k8s.io/v1",
            Set.of("Ingress", "NetworkPolicy"),
            "policy/v1",
            Set.of("PodDisruptionBudget"),
            "rbac.authorization.k8s.io/v1",
            Set.of("Role", "RoleBinding"));

    private static final Pattern QUANTITY =
            Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?");

    private final List<String> problems = new ArrayList<>();

    private OpenApi() {}

    /** Returns what is wrong with the object, each with its path; empty: nothing. A kind that is not known here is told, too. */
    public static List<String> problems(JsonNode object) {
        String version = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        if (!KINDS.getOrDefault(version, Set.of()).contains(kind)) {
            return List.of(kind + ": no such kind in " + version);
        }
        OpenApi reading = new OpenApi();
        reading.object(object, type(version, kind), kind);
        return List.copyOf(reading.problems);
    }

    private static Class<?> type(String version, String kind) {
        String number = version.substring(version.indexOf('/') + 2);
        try {
            return Class.forName(TYPES + (kind.equals("Event") ? "Core" : "") + "V" + number + kind);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Expected a type of " + kind + " in " + version, e);
        }
    }

    private void object(JsonNode object, Class<?> type, String path) {
        if (!object.isObject()) {
            problems.add(path + ": expected an object, but it is " + object);
            return;
        }
        Map<String, Type> fields = new TreeMap<>();
        for (Field field : type.getDeclaredFields()) {
            SerializedName name = field.getAnnotation(SerializedName.class);
            if (name != null && !Modifier.isStatic(field.getModifiers())) {
                fields.put(name.value(), field.getGenericType());
            }
        }
        object.properties().forEach(entry -> {
            Type expected = fields.get(entry.getKey());
            if (expected == null) {
                problems.add(path + ": unknown field " + entry.getKey());
            } else if (!entry.getValue().isNull()) {
                value(entry.getValue(), expected, path + "." + entry.getKey());
            }
        });
        required(type).stream()
                .filter(name ->
                        object.path(name).isMissingNode() || object.path(name).isNull())
                .forEach(name -> problems.add(path + ": required field " + name + " is missing"));
    }

    private static Set<String> required(Class<?> type) {
        try {
            Set<String> names = new TreeSet<>();
            ((Set<?>) type.getField("openapiRequiredFields").get(null)).forEach(name -> names.add((String) name));
            return names;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Expected " + type + " to know its required fields", e);
        }
    }

    private void value(JsonNode value, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                elements(value, arguments[0], path);
            } else {
                entries(value, arguments[1], path);
            }
            return;
        }
        Class<?> expected = (Class<?>) type;
        switch (expected.getSimpleName()) {
            case "String" -> check(value, JsonNode::isTextual, "a text", path);
            case "Boolean" -> check(value, JsonNode::isBoolean, "true or false", path);
            case "Integer" -> check(value, JsonNode::isInt, "a whole number of 32 bits", path);
            case "Long" -> check(value, it -> it.isIntegralNumber() && it.canConvertToLong(), "a whole number", path);
            case "Double" -> check(value, JsonNode::isNumber, "a number", path);
            case "OffsetDateTime" -> check(value, OpenApi::isTime, "a time", path);
            case "byte[]" -> check(value, OpenApi::isBase64, "Base64", path);
            case "IntOrString" -> check(value, it -> it.isInt() || it.isTextual(), "a whole number or a text", path);
            case "Quantity" -> check(value, OpenApi::isQuantity, "a quantity", path);
            case "Object" -> {}
            default -> object(value, expected, path);
        }
    }

    private void elements(JsonNode value, Type element, String path) {
        if (!value.isArray()) {
            problems.add(path + ": expected a list, but it is " + value);
        }
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            value(value.get(i), element, path + "[" + i + "]");
        }
    }

    private void entries(JsonNode value, Type element, String path) {
        if (!value.isObject()) {
            problems.add(path + ": expected an object, but it is " + value);
        }
        value.properties().forEach(entry -> value(entry.getValue(), element, path + "[" + entry.getKey() + "]"));
    }

    private void check(JsonNode value, Predicate<JsonNode> rule, String expected, String path) {
        if (!rule.test(value)) {
            problems.add(path + ": expected " + expected + ", but it is " + value);
        }
    }

    private static boolean isTime(JsonNode value) {
        try {
            return value.isTextual() && OffsetDateTime.parse(value.asText()) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isBase64(JsonNode value) {
        try {
            return value.isTextual() && Base64.getDecoder().decode(value.asText()) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isQuantity(JsonNode value) {
        return value.isNumber()
                || (value.isTextual() && QUANTITY.matcher(value.asText()).matches());
    }
}
