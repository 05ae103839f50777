package io.outrider.agent.enrolment;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;

/** Reads and writes PEM. */
final class Pem {

    private Pem() {}

    static String write(Object... objects) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object object : objects) {
                writer.writeObject(object);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static List<X509Certificate> certificates(String pem) throws EnrolmentException {
        List<X509Certificate> certificates = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                if (next instanceof X509CertificateHolder holder) {
                    certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
                }
            }
        } catch (IOException | CertificateException e) {
            throw new EnrolmentException("Expected certificates as PEM, but " + e.getMessage(), e);
        }
        if (certificates.isEmpty()) {
            throw new EnrolmentException("Expected certificates as PEM, but there are none");
        }
        return certificates;
    }

    static KeyOfNode key(String pem) throws EnrolmentException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            PrivateKey secret = null;
            PublicKey open = null;
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                switch (next) {
                    case PEMKeyPair pair -> secret = converter.getKeyPair(pair).getPrivate();
                    case PrivateKeyInfo info -> secret = converter.getPrivateKey(info);
                    case SubjectPublicKeyInfo info -> open = converter.getPublicKey(info);
                    default -> {}
                }
            }
            if (secret == null || open == null) {
                throw new EnrolmentException("Expected a private and a public key as PEM, but one is missing");
            }
            return new KeyOfNode(secret, open);
        } catch (IOException e) {
            throw new EnrolmentException("Expected a key as PEM, but " + e.getMessage(), e);
        }
    }

    /** Both halves of the node's key. */
    record KeyOfNode(PrivateKey secret, PublicKey open) {}
}
