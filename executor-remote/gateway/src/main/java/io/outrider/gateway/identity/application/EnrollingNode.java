package io.outrider.gateway.identity.application;

import io.outrider.gateway.identity.domain.EnrolmentDecider;
import io.outrider.gateway.identity.domain.EnrolmentDecider.Verdict;
import io.outrider.gateway.identity.domain.KeyOffer;
import io.outrider.gateway.identity.domain.TokenState;
import io.outrider.gateway.identity.outbound.ca.CertificateAuthority;
import io.outrider.gateway.identity.outbound.ca.CertificateAuthority.Issued;
import io.outrider.gateway.identity.outbound.kafka.EnrolmentNews;
import io.outrider.gateway.identity.outbound.postgres.EnrolmentTable;
import io.outrider.outbox.OpenTransaction;
import io.outrider.outbox.Outbox;
import io.outrider.outbox.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Gives a machine its identity, in one transaction: the token is used up exactly if the certificate is given. */
@ApplicationScoped
public class EnrollingNode {

    private static final Logger LOG = Logger.getLogger(EnrollingNode.class);

    private final Transactions transactions;
    private final EnrolmentTable table;
    private final CertificateAuthority authority;
    private final Identities identities;
    private final EnrolmentNews news;
    private final Outbox outbox;
    private final Clock clock;

    EnrollingNode(
            Transactions transactions,
            EnrolmentTable table,
            CertificateAuthority authority,
            Identities identities,
            EnrolmentNews news,
            Outbox outbox,
            Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.authority = authority;
        this.identities = identities;
        this.news = news;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What a machine sends. */
    public record Application(String secret, String name, String csr, String agentVersion) {
        @Override
        public String toString() {
            return "Application[name=" + name + "]";
        }
    }

    /** What came of it. */
    public sealed interface Result {

        /** The node's certificate chain and the CA's certificate, both PEM. */
        record Enrolled(String chain, Instant notAfter, String ca) implements Result {}

        record Denied(Verdict.Denied why) implements Result {}
    }

    /**
     * Enrols a machine; waits for the database.
     *
     * @throws IllegalArgumentException if the CSR cannot be read
     */
    public Result enrol(Application application) {
        KeyOffer key = authority.inspect(application.csr());
        Result result = transactions.run(tx -> enrol(tx, application, key));
        if (result instanceof Result.Enrolled) {
            outbox.committed();
            identities.refresh(application.name());
            LOG.infof("node=%s enrolled, agent %s", application.name(), application.agentVersion());
        } else {
            LOG.warnf(
                    "node=%s was not enrolled: %s",
                    application.name(), ((Result.Denied) result).why().detail());
        }
        return result;
    }

    private Result enrol(OpenTransaction tx, Application application, KeyOffer key) {
        Instant now = clock.instant();
        String hash = TokenHash.of(application.secret());
        Optional<TokenState> token = table.lockToken(tx, hash);
        boolean taken = table.isTaken(tx, application.name());
        Verdict verdict = EnrolmentDecider.decide(token.orElse(null), application.name(), key, taken, now);
        return switch (verdict) {
            case Verdict.Denied denied -> new Result.Denied(denied);
            case Verdict.Granted granted -> grant(tx, hash, application, token.orElseThrow(), now);
        };
    }

    private Result grant(OpenTransaction tx, String hash, Application application, TokenState token, Instant now) {
        Issued issued = authority.sign(application.csr(), application.name());
        var enrolled = new EnrolmentTable.Enrolled(
                application.name(), issued.serial(), token.labels(), application.agentVersion(), issued.notAfter());
        if (!table.enrol(tx, hash, enrolled, now)) {
            throw new IllegalStateException("Expected the name " + application.name()
                    + " to be free, but another machine enrolled under it at the same moment");
        }
        outbox.append(tx, List.of(news.enrolled(application.name(), token.labels(), application.agentVersion(), now)));
        return new Result.Enrolled(issued.chain(), issued.notAfter(), authority.certificate());
    }
}
