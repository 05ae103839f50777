package io.outrider.gateway.identity.outbound.ca;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** PEM texts of certificates, keys and requests. */
final class Pem {

    private Pem() {}

    static String of(X509Certificate certificate) {
        try {
            return write("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("Expected to encode a certificate that was just made", e);
        }
    }

    static String of(PrivateKey key) {
        return write("PRIVATE KEY", key.getEncoded());
    }

    static X509Certificate certificate(String pem) {
        try {
            return new JcaX509CertificateConverter().getCertificate(read(pem, X509CertificateHolder.class));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("Expected a certificate in PEM, but " + e.getMessage(), e);
        }
    }

    static PrivateKey privateKey(String pem) {
        try {
            return new JcaPEMKeyConverter().getPrivateKey(read(pem, PrivateKeyInfo.class));
        } catch (IOException e) {
            throw new IllegalArgumentException("Expected a private key in PEM (PKCS#8), but " + e.getMessage(), e);
        }
    }

    static PKCS10CertificationRequest request(String pem) {
        return read(pem, PKCS10CertificationRequest.class);
    }

    private static <T> T read(String pem, Class<T> type) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            Object object = parser.readObject();
            if (!type.isInstance(object)) {
                throw new IllegalArgumentException(
                        "Expected " + type.getSimpleName() + " in PEM, but the text holds something else");
            }
            return type.cast(object);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Expected " + type.getSimpleName() + " in PEM, but " + e.getMessage(), e);
        }
    }

    private static String write(String type, byte[] content) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
