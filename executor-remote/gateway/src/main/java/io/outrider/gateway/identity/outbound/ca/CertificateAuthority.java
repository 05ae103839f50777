package io.outrider.gateway.identity.outbound.ca;

import io.outrider.gateway.identity.domain.KeyOffer;
import io.outrider.gateway.settings.GatewaySettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** Signs the certificates of nodes and of this gateway. Its key is read once, at start. */
@ApplicationScoped
public class CertificateAuthority {

    private final GatewaySettings settings;
    private final Clock clock;
    private final CaFolder.Authority authority;
    private final X500Name issuer;

    CertificateAuthority(GatewaySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.authority = new CaFolder(settings.ca().dir()).open(clock.instant());
        this.issuer = subject(authority.certificate());
    }

    /**
     * A certificate with its key, for the TLS port.
     *
     * @param certificate PEM chain
     * @param key PEM, PKCS#8
     */
    public record Identity(String certificate, String key) {
        @Override
        public String toString() {
            return "Identity[certificate=" + certificate + "]";
        }
    }

    /**
     * A node's certificate.
     *
     * @param chain PEM
     * @param serial in hex
     */
    public record Issued(String chain, String serial, Instant notAfter) {}

    /** Returns the CA's certificate in PEM. */
    public String certificate() {
        return Pem.of(authority.certificate());
    }

    /** Returns the sha256 in hex of the CA's certificate (DER), which tokens carry. */
    public String sha256() {
        try {
            byte[] der = authority.certificate().getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected to hash the CA's certificate", e);
        }
    }

    /** Makes a new key and certificate for the TLS port. */
    public Identity serverIdentity() {
        KeyPair key = CertificateIssuer.newKey();
        List<GeneralName> names = Stream.concat(
                        settings.agents().names().stream(),
                        Stream.of(settings.agents().host()))
                .distinct()
                .filter(name -> !name.equals("0.0.0.0"))
                .map(name -> new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toList();
        X509Certificate certificate = CertificateIssuer.server(
                issuer,
                authority.key(),
                key.getPublic(),
                names,
                clock.instant(),
                settings.ca().serverLife());
        return new Identity(Pem.of(certificate) + certificate(), Pem.of(key.getPrivate()));
    }

    /**
     * Reads the key of a certificate request; everything else in it is passed over.
     *
     * @throws IllegalArgumentException if the text is no PKCS#10 in PEM
     */
    public KeyOffer inspect(String csr) {
        var request = new JcaPKCS10CertificationRequest(Pem.request(csr));
        PublicKey key = publicKey(request);
        return new KeyOffer(key.getAlgorithm(), bits(key), proven(request, key));
    }

    /** Signs the key of a certificate request for the node. */
    public Issued sign(String csr, String node) {
        PublicKey key = publicKey(new JcaPKCS10CertificationRequest(Pem.request(csr)));
        X509Certificate certificate = CertificateIssuer.client(
                issuer,
                authority.key(),
                key,
                node,
                clock.instant(),
                settings.ca().clientLife());
        return new Issued(
                Pem.of(certificate),
                certificate.getSerialNumber().toString(16),
                certificate.getNotAfter().toInstant());
    }

    private static X500Name subject(X509Certificate certificate) {
        try {
            return new JcaX509CertificateHolder(certificate).getSubject();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("Expected the CA's certificate to have a subject", e);
        }
    }

    private static PublicKey publicKey(JcaPKCS10CertificationRequest request) {
        try {
            return request.getPublicKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Expected a usable key in the CSR, but " + e.getMessage(), e);
        }
    }

    private static int bits(PublicKey key) {
        return switch (key) {
            case ECPublicKey ec -> ec.getParams().getCurve().getField().getFieldSize();
            case RSAPublicKey rsa -> rsa.getModulus().bitLength();
            default -> 0;
        };
    }

    private static boolean proven(JcaPKCS10CertificationRequest request, PublicKey key) {
        try {
            return request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
        } catch (OperatorCreationException | PKCSException e) {
            return false;
        }
    }

    private static boolean isAddress(String name) {
        return name.matches("[0-9.]+") || name.contains(":");
    }
}
