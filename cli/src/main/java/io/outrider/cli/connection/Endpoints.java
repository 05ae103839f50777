package io.outrider.cli.connection;

import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;
import java.net.URI;
import java.util.Map;

/** Which address serves a resource. */
public sealed interface Endpoints {

    /** The base address for a resource prefix such as {@code jobs}, without {@code /api/v1}. */
    URI serving(String resource);

    /** For messages: what could not be reached, and what to do about it. */
    String remedy();

    /** One address for everything, usually an ingress. */
    record Single(URI server) implements Endpoints {
        @Override
        public URI serving(String resource) {
            return server;
        }

        @Override
        public String remedy() {
            return "check --server or OUTRIDER_SERVER, and that the server is up";
        }
    }

    /** The local stack: each service at its own port. */
    record Local(Map<String, URI> services) implements Endpoints {
        private static final Map<String, String> OWNERS = Map.ofEntries(
                Map.entry("template-types", "template-service"),
                Map.entry("templates", "template-service"),
                Map.entry("builds", "build-service"),
                Map.entry("jobs", "scheduler-service"),
                Map.entry("nodes", "scheduler-service"),
                Map.entry("dead-letters", "scheduler-service"),
                Map.entry("enrolment-tokens", "gateway"),
                Map.entry("enrolments", "gateway"),
                Map.entry("events", "event-reactor"),
                Map.entry("reactions", "event-reactor"),
                Map.entry("reactions-pause", "event-reactor"),
                Map.entry("webhooks", "event-reactor"));

        @Override
        public URI serving(String resource) {
            URI address = services.get(OWNERS.getOrDefault(resource, resource));
            if (address == null) {
                throw new CommandException(
                        ExitCode.UNREACHABLE,
                        "Expected the local stack to serve " + resource + ", but it runs only "
                                + String.join(", ", services.keySet()) + "; restart it: outrider down, outrider up");
            }
            return address;
        }

        @Override
        public String remedy() {
            return "see outrider status, or start the stack again with outrider up";
        }
    }
}
