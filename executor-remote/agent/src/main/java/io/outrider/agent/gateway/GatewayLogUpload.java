package io.outrider.agent.gateway;

import io.outrider.agent.log.LogUpload;
import io.outrider.protocol.AgentPaths;
import io.outrider.protocol.ByteRange;
import io.outrider.protocol.ContentRange;
import io.outrider.protocol.ReprDigest;
import io.outrider.protocol.TaskRef;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/** Log ranges by {@code PATCH}. */
public final class GatewayLogUpload implements LogUpload {

    private static final System.Logger LOG = System.getLogger(GatewayLogUpload.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final GatewayClient client;

    public GatewayLogUpload(GatewayClient client) {
        this.client = client;
    }

    @Override
    public long send(TaskRef ref, ContentRange range, byte[] data, @Nullable String sha256)
            throws LogRefusedException, InterruptedException {
        ClassicHttpRequest request = GatewayClient.request("PATCH", AgentPaths.log(ref));
        request.setHeader(ContentRange.HEADER, range.text());
        request.setEntity(new ByteArrayEntity(data, ContentType.APPLICATION_OCTET_STREAM));
        if (sha256 != null) {
            request.setHeader(ReprDigest.HEADER, new ReprDigest(sha256).text());
        }
        Backoff backoff = new Backoff();
        while (true) {
            try {
                return accepted(ref, range, client.send(request, TIMEOUT));
            } catch (GatewayException.Unavailable e) {
                LOG.log(System.Logger.Level.DEBUG, e.getMessage() + "; task=" + ref.task());
                backoff.pause(e.retryAfter());
            } catch (GatewayException.Rejected e) {
                if (e.identity()) {
                    backoff.pause(Duration.ofSeconds(30));
                    continue;
                }
                throw new LogRefusedException(e.getMessage(), e.gone());
            } catch (GatewayException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static long accepted(TaskRef ref, ContentRange range, Answer response) throws GatewayException {
        try {
            if (response.status() == 202) {
                return response.header(ByteRange.HEADER)
                        .map(value -> ByteRange.parse(value).last().orElse(range.end() - 1) + 1)
                        .orElse(range.end());
            }
            if (response.status() == 416) {
                return response.header(ContentRange.HEADER)
                        .map(value -> ContentRange.parse(value).offset())
                        .orElse(0L);
            }
        } catch (IllegalArgumentException e) {
            throw new GatewayException.Unavailable(e.getMessage(), Duration.ZERO);
        }
        throw GatewayClient.refusal(AgentPaths.log(ref), response);
    }
}
