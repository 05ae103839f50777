package io.outrider.agent.enrolment;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS contexts that trust the gateway's CA and nothing else. */
public final class Tls {

    private static final char[] IN_MEMORY_ONLY = "memory".toCharArray();

    private Tls() {}

    /** Returns a context that shows the node's certificate. */
    public static SSLContext mutual(Identity identity) throws EnrolmentException {
        try {
            KeyStore keys = empty();
            keys.setKeyEntry(
                    "node", identity.key(), IN_MEMORY_ONLY, identity.chain().toArray(Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, IN_MEMORY_ONLY);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), trust(identity.ca()), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new EnrolmentException("Expected to use the node's certificate, but " + e.getMessage(), e);
        }
    }

    /** Returns a context for the one call before the CA is known: it trusts the CA with this hash, and shows nothing. */
    static SSLContext pinned(String caSha256) throws EnrolmentException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PinnedTrust(caSha256)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new EnrolmentException("Expected TLS to be there, but " + e.getMessage(), e);
        }
    }

    static TrustManager[] trust(X509Certificate ca) throws GeneralSecurityException, IOException {
        KeyStore trusted = empty();
        trusted.setCertificateEntry("ca", ca);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
