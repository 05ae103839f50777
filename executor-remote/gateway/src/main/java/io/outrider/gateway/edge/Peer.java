package io.outrider.gateway.edge;

import io.vertx.core.http.HttpConnection;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end, by the client certificate that TLS has verified.
 *
 * @param node CN
 * @param serial in hex
 */
record Peer(String node, String serial) {

    /** Returns null if there is no client certificate. */
    static @Nullable Peer of(HttpConnection connection) {
        try {
            Certificate[] chain = connection.sslSession().getPeerCertificates();
            if (chain.length > 0 && chain[0] instanceof X509Certificate certificate) {
                return new Peer(
                        commonName(certificate), certificate.getSerialNumber().toString(16));
            }
            return null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }

    private static String commonName(X509Certificate certificate) {
        try {
            for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (rdn.getType().equalsIgnoreCase("CN")) {
                    return String.valueOf(rdn.getValue());
                }
            }
            return "";
        } catch (InvalidNameException e) {
            return "";
        }
    }
}
