package io.outrider.reactor.webhook.notation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outrider.reactor.expression.Expressions;
import io.outrider.reactor.notation.Documents;
import io.outrider.reactor.webhook.domain.Authentication;
import io.outrider.reactor.webhook.domain.SecretReference;
import io.outrider.reactor.webhook.domain.WebhookDefinition;
import io.outrider.rest.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookReaderTest {

    private final WebhookReader reader = new WebhookReader(new Expressions());

    @Test
    void shouldReadEverything() {
        WebhookDefinition webhook = definition("""
                apiVersion: outrider/v1
                kind: Webhook
                name: payments
                authentication:
                  hmac:
                    header: Stripe-Signature
                    algorithm: sha512
                    encoding: base64
                    field: v1
                    timestamp: {field: t, tolerance: 10m}
                    secret: {file: stripe}
                mapping:
                  forEach: body.items
                  type: payments/{{ item.kind }}
                  source: /stripe
                  subject: "{{ item.customer }}"
                  id: "{{ item.id }}"
                  time: "{{ item.created }}"
                  status: firing
                  data: {amount: "{{ item.amount }}", of: [1, "{{ query.shop }}"]}
                """);

        assertThat(webhook.name()).isEqualTo("payments");
        assertThat(webhook.authentication())
                .isEqualTo(new Authentication.Hmac(
                        "stripe-signature",
                        Authentication.Algorithm.SHA512,
                        Authentication.Encoding.BASE64,
                        "",
                        "v1",
                        "{timestamp}.{body}",
                        new Authentication.Timestamp(null, "t", Duration.ofMinutes(10)),
                        new SecretReference(SecretReference.Place.FILE, "stripe")));
        assertThat(webhook.mapping().forEach()).isEqualTo("body.items");
        assertThat(webhook.mapping().data())
                .isEqualTo(Map.of("amount", "{{ item.amount }}", "of", List.of(1L, "{{ query.shop }}")));
    }

    @Test
    void shouldTakeBearerTokensWithoutAuthentication() {
        assertThat(definition("{name: a, mapping: {type: x}}").authentication()).isEqualTo(new Authentication.Bearer());
        assertThat(definition(
                                "{name: a, authentication: {token: {header: X-Gitlab-Token, secret: {env: OUTRIDER_WEBHOOK_GITLAB}}}, mapping: {type: x}}")
                        .authentication())
                .isEqualTo(new Authentication.SharedToken(
                        "x-gitlab-token",
                        new SecretReference(SecretReference.Place.ENVIRONMENT, "OUTRIDER_WEBHOOK_GITLAB")));
    }

    @Test
    void shouldNameEverythingThatIsWrong() {
        assertThat(fields("{name: grafana, kind: Reaction, mapping: {tipe: x}}"))
                .containsExactlyInAnyOrder("name", "kind", "mapping.type", "mapping.tipe");
        assertThat(fields("""
                name: a
                authentication: {hmac: {header: "a b", algorithm: md5, signed: x, secret: {value: hunter2}}}
                mapping: {type: "{{ body. }}", forEach: "{{ body }}", data: {a: ["{% include 'x' %}"]}}
                """))
                .containsExactlyInAnyOrder(
                        "authentication.hmac.header",
                        "authentication.hmac.algorithm",
                        "authentication.hmac.signed",
                        "authentication.hmac.secret",
                        "authentication.hmac.secret.value",
                        "mapping.type",
                        "mapping.forEach",
                        "mapping.data.a[0]");
    }

    @Test
    void shouldRefuseReferencesThatLeadElsewhere() {
        String form = "{name: a, authentication: {token: {header: x, secret: {%s}}}, mapping: {type: x}}";

        assertThat(fields(form.formatted("file: ../tokens"))).containsExactly("authentication.token.secret.file");
        assertThat(fields(form.formatted("file: .hidden"))).containsExactly("authentication.token.secret.file");
        assertThat(fields(form.formatted("env: HOME"))).containsExactly("authentication.token.secret.env");
        assertThat(fields(form.formatted("file: a, env: OUTRIDER_WEBHOOK_A")))
                .containsExactly("authentication.token.secret");
    }

    @Test
    void shouldRefuseATimestampThatIsNotSigned() {
        String form =
                "{name: a, authentication: {hmac: {header: x, timestamp: {header: y}, signed: '%s', secret: {file: a}}}, mapping: {type: x}}";

        assertThat(fields(form.formatted("{body}"))).containsExactly("authentication.hmac.signed");
        assertThat(fields(form.formatted("{timestamp}:{body}"))).isEmpty();
        assertThat(fields(form.replace("timestamp: {header: y}, ", "").formatted("{timestamp}:{body}")))
                .containsExactly("authentication.hmac.signed");
    }

    private WebhookDefinition definition(String yaml) {
        WebhookReader.Reading reading = read(yaml);
        assertThat(reading.errors()).isEmpty();
        WebhookDefinition definition = reading.definition();
        assertThat(definition).isNotNull();
        return definition;
    }

    private List<String> fields(String yaml) {
        List<FieldError> errors = read(yaml).errors();
        assertThat(errors)
                .allSatisfy(error ->
                        assertThat(error.message()).startsWith("Expected ").doesNotContain("hunter2"));
        return errors.stream().map(FieldError::field).toList();
    }

    private WebhookReader.Reading read(String yaml) {
        try {
            return reader.read(Documents.read(yaml, false));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
