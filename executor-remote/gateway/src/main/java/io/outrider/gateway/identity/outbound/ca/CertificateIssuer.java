package io.outrider.gateway.identity.outbound.ca;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes X.509 certificates (RFC 5280) with EC P-256 keys and ECDSA with SHA-256. */
final class CertificateIssuer {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Machines whose clocks are a little behind must not refuse a new certificate. */
    private static final Duration BACKDATED = Duration.ofMinutes(5);

    private CertificateIssuer() {}

    static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected EC P-256 in every Java", e);
        }
    }

    static X500Name name(String commonName) {
        return new X500NameBuilder().addRDN(BCStyle.CN, commonName).build();
    }

    static X509Certificate authority(KeyPair key, String commonName, Instant now, Duration life) {
        X500Name name = name(commonName);
        return sign(
                name,
                key,
                name,
                key.getPublic(),
                now,
                life,
                builder -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)));
    }

    static X509Certificate server(
            X500Name issuer, KeyPair issuerKey, PublicKey key, List<GeneralName> names, Instant now, Duration life) {
        return sign(
                issuer,
                issuerKey,
                name("outrider-gateway"),
                key,
                now,
                life,
                builder -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                        .addExtension(
                                Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                        .addExtension(
                                Extension.subjectAlternativeName,
                                false,
                                new GeneralNames(names.toArray(GeneralName[]::new))));
    }

    static X509Certificate client(
            X500Name issuer, KeyPair issuerKey, PublicKey key, String node, Instant now, Duration life) {
        return sign(
                issuer,
                issuerKey,
                name(node),
                key,
                now,
                life,
                builder -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                        .addExtension(
                                Extension.extendedKeyUsage,
                                false,
                                new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth)));
    }

    private interface Extensions {
        void add(JcaX509v3CertificateBuilder builder) throws CertIOException;
    }

    private static X509Certificate sign(
            X500Name issuer,
            KeyPair issuerKey,
            X500Name subject,
            PublicKey key,
            Instant now,
            Duration life,
            Extensions extensions) {
        // 159 random bits: positive, and at most the 20 octets that RFC 5280 allows.
        BigInteger serial = new BigInteger(159, RANDOM).setBit(158);
        var builder = new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(now.minus(BACKDATED)), Date.from(now.plus(life)), subject, key);
        try {
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            extensions.add(builder);
            builder.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(issuerKey.getPublic()));
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuerKey.getPrivate())));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new IllegalStateException("Expected to sign a certificate for " + subject, e);
        }
    }

    private static org.bouncycastle.operator.ContentSigner signer(PrivateKey key) throws OperatorCreationException {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
    }
}
