package io.outrider.build.queue.application;

import io.outrider.build.configuration.BuildSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who holds the leases: the instance's name, which outlives a restart, and one life of it. Without a configured name it is
 * host and port, the only pair that two instances can't share at a time; with a random port every life has its own name.
 */
@ApplicationScoped
public class ThisInstance {
    private final String name;
    private final String owner;

    ThisInstance(BuildSettings settings, @ConfigProperty(name = "quarkus.http.port") int port) {
        String life = UUID.randomUUID().toString();
        this.name = settings.instance().orElseGet(() -> port == 0 ? life : host() + ":" + port);
        this.owner = name + "#" + life;
    }

    public String name() {
        return name;
    }

    public String owner() {
        return owner;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
