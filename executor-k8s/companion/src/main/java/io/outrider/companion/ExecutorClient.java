package io.outrider.companion;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Requests to the executor, repeated through outages: a stand-by says 503 and closes the connection, so that the next try reaches
 * another replica.
 */
final class ExecutorClient {

    private static final System.Logger LOG = System.getLogger("companion");
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final Duration INPUT_TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Surroundings here;

    ExecutorClient(Surroundings here) {
        this.here = here;
    }

    /** The executor will never say yes to this. */
    static final class Refused extends IOException {

        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String path) {
            super("Expected " + path + " to be taken, but the executor answered " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** Gets a file; 404 is an answer, too. */
    <T> HttpResponse<T> get(String path, BodyHandler<T> handler) throws IOException, InterruptedException {
        return send(request(path, INPUT_TIMEOUT).GET().build(), handler, 404);
    }

    /**
     * Brings something.
     *
     * @param timeout after which it is brought again, perhaps to another replica: one that is paused takes connections, too
     */
    void put(String path, BodyPublisher body, Map<String, String> headers, Duration timeout)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path, timeout).PUT(body);
        headers.forEach(request::header);
        send(request.build(), HttpResponse.BodyHandlers.discarding(), 204);
    }

    private HttpRequest.Builder request(String path, Duration timeout) {
        return HttpRequest.newBuilder(URI.create(here.base() + path))
                .timeout(timeout)
                .header("Authorization", "Bearer " + here.token());
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler, int alsoFine)
            throws IOException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            String problem;
            try {
                HttpResponse<T> response = client.send(request, handler);
                int status = response.statusCode();
                if (status / 100 == 2 || status == alsoFine) {
                    return response;
                }
                if (status < 500 && status != 429) {
                    throw new Refused(status, request.uri().getPath());
                }
                problem = "the executor answered " + status;
            } catch (Refused e) {
                throw e;
            } catch (IOException e) {
                problem = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
            }
            LOG.log(
                    System.Logger.Level.INFO,
                    "Expected " + request.uri().getPath() + " to be answered, but " + problem + "; trying again");
            pause(attempt);
        }
    }

    private static void pause(int attempt) throws InterruptedException {
        long ceiling = Math.min(LONGEST_PAUSE_MILLIS, 200L << Math.min(attempt, 6));
        Thread.sleep(ThreadLocalRandom.current().nextLong(50, ceiling + 50));
    }
}
