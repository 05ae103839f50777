package io.outrider.gateway;

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
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A machine that speaks to the gateway over real TLS sockets: without an identity at first, with one after it has enrolled. */
final class TestMachine implements AutoCloseable {

    private final URI gateway;
    private final String caPem;
    private final KeyPair key;
    private HttpClient client;

    private TestMachine(URI gateway, String caPem, KeyPair key, HttpClient client) {
        this.gateway = gateway;
        this.caPem = caPem;
        this.key = key;
        this.client = client;
    }

    static TestMachine unknown(int port, String caPem) {
        return with(port, caPem, newKey("EC", 256), null);
    }

    static TestMachine with(int port, String caPem, KeyPair key, String certificatePem) {
        return new TestMachine(URI.create("https://localhost:" + port), caPem, key, client(caPem, key, certificatePem));
    }

    static KeyPair newKey(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Sends an enrolment with this machine's key. */
    HttpResponse<byte[]> askToEnrol(String token, String name) {
        return post("/agent/v1/enrol", new EnrolRequest(token, name, csr(key), "0.1.0-test"));
    }

    /** Enrols and speaks with the certificate from now on. */
    EnrolResponse enrol(String token, String name) {
        HttpResponse<byte[]> response = askToEnrol(token, name);
        if (response.statusCode() != 200) {
            throw new AssertionError("Expected to enrol, but " + new String(response.body(), StandardCharsets.UTF_8));
        }
        EnrolResponse enrolled = ProtocolJson.read(response.body(), EnrolResponse.class);
        client.close();
        client = client(caPem, key, enrolled.certificate());
        return enrolled;
    }

    HttpResponse<byte[]> post(String path, Object message) {
        return postAsync(path, message).join();
    }

    <T> T post(String path, Object message, Class<T> type) {
        HttpResponse<byte[]> response = post(path, message);
        if (response.statusCode() != 200) {
            throw new AssertionError("Expected 200, but was " + response.statusCode() + " "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return ProtocolJson.read(response.body(), type);
    }

    CompletableFuture<HttpResponse<byte[]>> postAsync(String path, Object message) {
        return client.sendAsync(
                request(path)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(ProtocolJson.write(message)))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = request(path).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofSeconds(20));
    }

    private static HttpClient client(String caPem, KeyPair key, String certificatePem) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", chain(caPem)[0]);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            if (certificatePem != null) {
                own.setKeyEntry("node", key.getPrivate(), new char[0], chain(certificatePem));
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(context)
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Certificate[] chain(String pem) throws GeneralSecurityException {
        Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
        return certificates.toArray(Certificate[]::new);
    }

    static String subject(String certificatePem) {
        try {
            return ((X509Certificate) chain(certificatePem)[0])
                    .getSubjectX500Principal()
                    .getName();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String csr(KeyPair key) {
        try {
            String algorithm = key.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
            var request = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=whatever"), key.getPublic())
                    .build(new JcaContentSignerBuilder(algorithm).build(key.getPrivate()));
            StringWriter text = new StringWriter();
            try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
                writer.writeObject(request);
            }
            return text.toString();
        } catch (OperatorCreationException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
