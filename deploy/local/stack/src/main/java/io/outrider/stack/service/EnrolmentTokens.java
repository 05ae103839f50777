package io.outrider.stack.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Asks the gateway for a single-use token, as an administrator would. */
final class EnrolmentTokens {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LIMIT_MILLIS = 10_000;

    private final String gateway;
    private final AccessTokens access;

    EnrolmentTokens(String gateway, AccessTokens access) {
        this.gateway = gateway;
        this.access = access;
    }

    String request(String node, Map<String, String> labels) throws IOException {
        var connection = (HttpURLConnection)
                URI.create(gateway + "/api/v1/enrolment-tokens").toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Authorization", "Bearer " + access.admin());
        try (var body = connection.getOutputStream()) {
            body.write(JSON.writeValueAsBytes(Map.of("name", node, "labels", labels)));
        }
        if (connection.getResponseCode() != HttpURLConnection.HTTP_CREATED) {
            throw new IOException("Expected the gateway to create an enrolment token, but it answered "
                    + connection.getResponseCode() + explanation(connection));
        }
        try (var answer = connection.getInputStream()) {
            return JSON.readTree(answer).path("token").asText();
        }
    }

    private static String explanation(HttpURLConnection connection) throws IOException {
        try (var body = connection.getErrorStream()) {
            return body == null ? "" : ": " + new String(body.readNBytes(2_000), StandardCharsets.UTF_8);
        }
    }
}
