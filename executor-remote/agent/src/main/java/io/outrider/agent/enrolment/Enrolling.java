package io.outrider.agent.enrolment;

import io.outrider.agent.config.AgentConfig;
import io.outrider.agent.enrolment.Pem.KeyOfNode;
import io.outrider.agent.gateway.Backoff;
import io.outrider.agent.gateway.GatewayClient;
import io.outrider.agent.gateway.GatewayException;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.EnrolRequest;
import io.outrider.protocol.EnrolResponse;
import io.outrider.protocol.EnrolmentToken;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;

/**
 * Gets the node its identity: key on disk, then CSR and token to the gateway, then the certificate on disk. A crash anywhere is
 * made good by running it again; the key stays the same.
 */
public final class Enrolling {

    private static final System.Logger LOG = System.getLogger(Enrolling.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final AgentConfig config;
    private final String version;
    private final IdentityStore store;

    public Enrolling(AgentConfig config, String version) {
        this.config = config;
        this.version = version;
        this.store = new IdentityStore(config.stateDir());
    }

    /**
     * Returns the identity, enrolled now if there is none yet. Waits for the gateway as long as it takes.
     *
     * @param token the enrolment token's text, if one was given
     */
    public Identity identity(Optional<String> token) throws EnrolmentException, InterruptedException {
        Optional<Identity> known = store.load();
        if (known.isPresent()) {
            return checked(known.get());
        }
        if (token.isEmpty()) {
            throw new EnrolmentException(
                    "Expected an enrolment token, as this node has no certificate yet, but there is"
                            + " none: set OUTRIDER_AGENT_TOKEN, or tokenFile in the configuration");
        }
        enrol(parse(token.get()));
        return store.load()
                .orElseThrow(() -> new EnrolmentException("Expected the stored certificate, but it is gone"));
    }

    private Identity checked(Identity identity) throws EnrolmentException {
        String name = commonName(identity.certificate());
        if (!name.equals(config.name())) {
            throw new EnrolmentException(
                    "Expected the node to be '" + config.name() + "' as its configuration says, but it"
                            + " is enrolled as '" + name + "'; mend the name, or use another stateDir");
        }
        return identity;
    }

    private void enrol(EnrolmentToken token) throws EnrolmentException, InterruptedException {
        KeyOfNode key = store.key();
        EnrolRequest request = new EnrolRequest(token.text(), config.name(), csr(key), version);
        Backoff backoff = new Backoff();
        try (GatewayClient client = new GatewayClient(config.gateway(), Tls.pinned(token.caSha256()), config.proxy())) {
            while (true) {
                try {
                    EnrolResponse response = client.post(AgentPaths.ENROL, request, EnrolResponse.class, TIMEOUT)
                            .orElseThrow(
                                    () -> new EnrolmentException("Expected a certificate, but got an empty answer"));
                    verify(response, key, token);
                    store.store(response);
                    LOG.log(System.Logger.Level.INFO, "Enrolled; node=" + response.node());
                    return;
                } catch (GatewayException.Unavailable e) {
                    LOG.log(System.Logger.Level.WARNING, e.getMessage() + "; trying again");
                    backoff.pause(e.retryAfter());
                } catch (GatewayException.Rejected e) {
                    throw new EnrolmentException(e.getMessage() + " (" + e.code() + ")", e);
                } catch (GatewayException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private static void verify(EnrolResponse response, KeyOfNode key, EnrolmentToken token) throws EnrolmentException {
        try {
            X509Certificate ca = Pem.certificates(response.ca()).getFirst();
            X509Certificate own = Pem.certificates(response.certificate()).getFirst();
            if (!token.caSha256().equals(PinnedTrust.sha256(ca))) {
                throw new EnrolmentException("Expected the CA that the token names, but the gateway sent another");
            }
            if (!own.getPublicKey().equals(key.open())) {
                throw new EnrolmentException("Expected a certificate for the node's own key, but it is for another");
            }
        } catch (GeneralSecurityException e) {
            throw new EnrolmentException("Expected a certificate from the gateway, but " + e.getMessage(), e);
        }
    }

    private String csr(KeyOfNode key) throws EnrolmentException {
        try {
            return CertificateRequest.pem(config.name(), key);
        } catch (GeneralSecurityException e) {
            throw new EnrolmentException("Expected to sign a certificate request, but " + e.getMessage(), e);
        }
    }

    private static EnrolmentToken parse(String text) throws EnrolmentException {
        try {
            return EnrolmentToken.parse(text);
        } catch (IllegalArgumentException e) {
            throw new EnrolmentException(e.getMessage(), e);
        }
    }

    private static String commonName(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName();
        for (String part : name.split(",", -1)) {
            if (part.startsWith("CN=")) {
                return part.substring(3);
            }
        }
        return name;
    }
}
