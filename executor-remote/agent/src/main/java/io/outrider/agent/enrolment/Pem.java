package io.outrider.agent.enrolment;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** Reads and writes PEM (RFC 7468). */
final class Pem {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    static String write(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    static List<X509Certificate> certificates(String pem) throws EnrolmentException {
        try {
            List<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (certificates.isEmpty()) {
                throw new EnrolmentException("Expected certificates as PEM, but there are none");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new EnrolmentException("Expected certificates as PEM, but " + e.getMessage(), e);
        }
    }

    static KeyOfNode key(String pem) throws EnrolmentException {
        try {
            KeyFactory keys = KeyFactory.getInstance("EC");
            return new KeyOfNode(
                    keys.generatePrivate(new PKCS8EncodedKeySpec(block(pem, "PRIVATE KEY"))),
                    keys.generatePublic(new X509EncodedKeySpec(block(pem, "PUBLIC KEY"))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new EnrolmentException("Expected a key as PEM, but " + e.getMessage(), e);
        }
    }

    private static byte[] block(String pem, String label) throws EnrolmentException {
        int begin = pem.indexOf("-----BEGIN " + label + "-----");
        int end = pem.indexOf("-----END " + label + "-----");
        if (begin < 0 || end < begin) {
            throw new EnrolmentException("Expected a " + label + " as PEM, but it is missing");
        }
        return Base64.getMimeDecoder().decode(pem.substring(pem.indexOf('\n', begin), end));
    }

    /** Both halves of the node's key. */
    record KeyOfNode(PrivateKey secret, PublicKey open) {}
}
