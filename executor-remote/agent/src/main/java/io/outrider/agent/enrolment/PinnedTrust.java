package io.outrider.agent.enrolment;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts a server whose chain holds the CA with the pinned hash and is signed by it. The JDK checks the host name besides, as for
 * every plain {@link X509TrustManager}.
 */
final class PinnedTrust implements X509TrustManager {

    private final String caSha256;

    PinnedTrust(String caSha256) {
        this.caSha256 = caSha256;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            for (X509Certificate certificate : chain) {
                if (caSha256.equals(sha256(certificate))) {
                    ((X509TrustManager) Tls.trust(certificate)[0]).checkServerTrusted(chain, authType);
                    return;
                }
            }
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("Expected to check the gateway's certificate, but " + e.getMessage(), e);
        }
        throw new CertificateException(
                "Expected the gateway to show the CA that the enrolment token names, but its chain"
                        + " holds none with sha256 " + caSha256
                        + "; is the address right, and the token of this gateway?");
    }

    static String sha256(X509Certificate certificate) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("Expected to check servers only, but was asked about a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
