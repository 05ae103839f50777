package io.outrider.agent.enrolment;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who this node is to the gateway.
 *
 * @param key never leaves the node
 * @param chain the node's certificate first
 * @param ca signs the gateway's certificate; no other is trusted
 */
public record Identity(PrivateKey key, List<X509Certificate> chain, X509Certificate ca) {

    /** Returns the certificate that carries the node's name. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    @Override
    public String toString() {
        return "Identity[" + certificate().getSubjectX500Principal() + "]";
    }
}
