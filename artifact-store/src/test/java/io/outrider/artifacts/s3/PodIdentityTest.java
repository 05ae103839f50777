package io.outrider.artifacts.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;

/** As on EKS: a role and a token in a file, for which the token service gives a key. S3Proxy takes no such key, so the chain's link alone. */
class PodIdentityTest {

    private static final String ANSWER = """
            <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRoleWithWebIdentityResult>
                <Credentials>
                  <AccessKeyId>key</AccessKeyId>
                  <SecretAccessKey>secret</SecretAccessKey>
                  <SessionToken>session</SessionToken>
                  <Expiration>2999-01-01T00:00:00Z</Expiration>
                </Credentials>
                <AssumedRoleUser>
                  <Arn>arn:aws:sts::123456789012:assumed-role/outrider/session</Arn>
                  <AssumedRoleId>id:session</AssumedRoleId>
                </AssumedRoleUser>
              </AssumeRoleWithWebIdentityResult>
            </AssumeRoleWithWebIdentityResponse>
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldGetAKeyForTheTokenOfThePod() throws IOException {
        HttpServer tokens = tokenService();
        Map<String, String> identity = Map.of(
                "aws.region",
                "eu-central-1",
                "aws.roleArn",
                "arn:aws:iam::123456789012:role/outrider",
                "aws.webIdentityTokenFile",
                Files.writeString(folder.resolve("token"), "of-the-pod").toString(),
                "aws.endpointUrlSts",
                "http://127.0.0.1:" + tokens.getAddress().getPort());
        identity.forEach(System::setProperty);
        try (var provider = WebIdentityTokenFileCredentialsProvider.create()) {
            AwsCredentials credentials = provider.resolveCredentials();

            assertThat(credentials.accessKeyId()).isEqualTo("key");
            assertThat(credentials.secretAccessKey()).isEqualTo("secret");
        } finally {
            identity.keySet().forEach(System::clearProperty);
            tokens.stop(0);
        }
    }

    private static HttpServer tokenService() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(asked.contains("WebIdentityToken=of-the-pod") ? 200 : 403, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return server;
    }
}
