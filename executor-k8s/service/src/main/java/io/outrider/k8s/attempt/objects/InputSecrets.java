package io.outrider.k8s.attempt.objects;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.outrider.k8s.attempt.application.StartOrder;
import io.outrider.protocol.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A task's inputs as Secrets. A Secret holds 1 MiB; what does not fit the first goes on in others, and the program beside the task
 * brings it then.
 */
public final class InputSecrets {

    public static final String PARAMETERS = "parameters.json";
    public static final String EVENT = "event.json";
    static final String TOKEN = "token";

    /** Files of inputs that are read through a volume. */
    static final int FIT_BYTES = 640 * 1024;

    /** Files and exported parameters in the first Secret: 1 MiB less what the token and the API server's own may take. */
    private static final int FIRST_BYTES = 1000 * 1024;

    private static final int PART_BYTES = 900 * 1024;
    /** A key of a Secret has 253 characters, of which four say that it is a variable. */
    private static final Pattern VARIABLE = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]{0,248}");

    private final StartOrder order;
    private final Map<String, String> labels;
    private final String token;
    private final Map<String, String> variables = new LinkedHashMap<>();

    InputSecrets(StartOrder order, Map<String, String> labels, String token) {
        this.order = order;
        this.labels = labels;
        this.token = token;
        order.spec().env().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(entry -> VARIABLE.matcher(entry.getKey()).matches())
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue()));
    }

    /** Returns whether the inputs can be read from the first Secret. */
    boolean fit() {
        int files = sizeOfFiles();
        return files <= FIT_BYTES && files + sizeOfVariables() <= FIRST_BYTES;
    }

    private int sizeOfFiles() {
        TaskSpec spec = order.spec();
        return bytes(spec.parameters()).length + (spec.event() == null ? 0 : bytes(spec.event()).length);
    }

    private int sizeOfVariables() {
        return variables.values().stream()
                .mapToInt(value -> bytes(value).length)
                .sum();
    }

    /** Returns the exported parameters: name of the variable, and its key in the first Secret. */
    Map<String, String> variables() {
        Map<String, String> keys = new LinkedHashMap<>();
        variables.keySet().forEach(name -> keys.put(name, "env." + name));
        return keys;
    }

    List<Secret> secrets() {
        Map<String, byte[]> first = new LinkedHashMap<>();
        first.put(TOKEN, bytes(token));
        variables.forEach((name, value) -> first.put("env." + name, bytes(value)));
        String event = order.spec().event();
        if (fit()) {
            first.put(PARAMETERS, bytes(order.spec().parameters()));
            if (event != null) {
                first.put(EVENT, bytes(event));
            }
            return List.of(secret(0, first));
        }
        List<Secret> secrets = new ArrayList<>(List.of(secret(0, first)));
        split(PARAMETERS, bytes(order.spec().parameters()), secrets);
        if (event != null) {
            split(EVENT, bytes(event), secrets);
        }
        return secrets;
    }

    private void split(String name, byte[] data, List<Secret> secrets) {
        for (int from = 0; from < data.length; from += PART_BYTES) {
            byte[] part = Arrays.copyOfRange(data, from, Math.min(data.length, from + PART_BYTES));
            secrets.add(secret(secrets.size(), Map.of(name, part)));
        }
    }

    private Secret secret(int part, Map<String, byte[]> data) {
        Map<String, String> encoded = new LinkedHashMap<>();
        data.forEach((key, value) -> encoded.put(key, Base64.getEncoder().encodeToString(value)));
        return new SecretBuilder()
                .withNewMetadata()
                .withName(Names.secret(order.papers().key(), part))
                .withLabels(labels)
                .endMetadata()
                .withType("Opaque")
                .withImmutable(true)
                .withData(encoded)
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
