package io.outrider.bench;

import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.EnrolRequest;
import io.outrider.protocol.EnrolResponse;
import io.outrider.protocol.ProtocolJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Enrols a light agent and gives it an HTTP client with its certificate. The bench trusts the gateway that it has just started. */
final class LightEnrolment {

    private LightEnrolment() {}

    static HttpClient enrol(Stack stack, Api api, String name, String group)
            throws IOException, InterruptedException, GeneralSecurityException, OperatorCreationException {
        String token = Nodes.enrolmentToken(api, name, group);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        EnrolRequest enrol = new EnrolRequest(token, name, csr(name, keys), "bench");
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.agentEndpoint() + AgentPaths.ENROL))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(ProtocolJson.write(enrol)))
                .build();
        HttpResponse<byte[]> response;
        try (HttpClient anyone =
                HttpClient.newBuilder().sslContext(trustingAnyone()).build()) {
            response = anyone.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
        if (response.statusCode() / 100 != 2) {
            throw new IOException("Expected to enrol " + name + ", but it was " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return client(keys, ProtocolJson.read(response.body(), EnrolResponse.class));
    }

    private static HttpClient client(KeyPair keys, EnrolResponse response)
            throws GeneralSecurityException, IOException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Certificate[] chain = factory.generateCertificates(
                        new ByteArrayInputStream(response.certificate().getBytes(StandardCharsets.US_ASCII)))
                .toArray(Certificate[]::new);
        KeyStore identity = KeyStore.getInstance("PKCS12");
        identity.load(null, null);
        identity.setKeyEntry("agent", keys.getPrivate(), new char[0], chain);
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
        keyManagers.init(identity, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "ca",
                factory.generateCertificate(
                        new ByteArrayInputStream(response.ca().getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), new SecureRandom());
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(context)
                .build();
    }

    private static String csr(String name, KeyPair keys) throws OperatorCreationException, IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=" + name), keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        }
        return text.toString();
    }

    private static SSLContext trustingAnyone() throws GeneralSecurityException {
        X509TrustManager anyone = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {anyone}, new SecureRandom());
        return context;
    }
}
