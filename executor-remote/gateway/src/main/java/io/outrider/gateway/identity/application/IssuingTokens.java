package io.outrider.gateway.identity.application;

import io.outrider.gateway.identity.outbound.ca.CertificateAuthority;
import io.outrider.gateway.identity.outbound.postgres.TokenEntity;
import io.outrider.protocol.EnrolmentToken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes enrolment tokens. The secret is shown once and kept as a hash. */
@ApplicationScoped
public class IssuingTokens {

    /** As many as the hash has: guessing is hopeless. */
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Mutiny.SessionFactory sessions;
    private final CertificateAuthority authority;
    private final Clock clock;

    IssuingTokens(Mutiny.SessionFactory sessions, CertificateAuthority authority, Clock clock) {
        this.sessions = sessions;
        this.authority = authority;
        this.clock = clock;
    }

    /** A token that was made. */
    public record Issued(EnrolmentToken token, Instant expiresAt) {}

    /** Makes a token for a node of this name with these labels. */
    public Uni<Issued> issue(String name, Map<String, String> labels, Duration life, String actor) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        Instant expiresAt = now.plus(life);
        TokenEntity entity = new TokenEntity(TokenHash.of(secret), name, labels, actor, now, expiresAt);
        EnrolmentToken token = new EnrolmentToken(secret, authority.sha256());
        return sessions.withTransaction(session -> session.persist(entity)).replaceWith(new Issued(token, expiresAt));
    }
}
