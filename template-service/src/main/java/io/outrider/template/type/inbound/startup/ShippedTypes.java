package io.outrider.template.type.inbound.startup;

import io.outrider.template.manifest.yaml.YamlDocuments;
import io.outrider.template.type.application.RegisteringType;
import io.outrider.template.type.domain.RegisteredType;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Registers the types that ship, at each start: a release that changes one adds its next version. */
@ApplicationScoped
public class ShippedTypes {
    private static final Logger LOG = Logger.getLogger(ShippedTypes.class);
    private static final List<String> NAMES = List.of("host-shell", "shell", "python");

    private final RegisteringType registering;

    ShippedTypes(RegisteringType registering) {
        this.registering = registering;
    }

    void atStart(@Observes StartupEvent started) {
        for (String name : NAMES) {
            String file = "/types/" + name + ".yaml";
            RegisteringType.Outcome outcome = registering.register(RegisteredType.SHARED, document(file), "outrider");
            if (outcome.created()) {
                LOG.infof("Registered template type %s", outcome.type().type().reference());
            }
        }
    }

    private static Map<String, Object> document(String file) {
        try (InputStream in = ShippedTypes.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("Expected " + file + " on the class path, but it is missing");
            }
            return YamlDocuments.read(file, in);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + file + ", but " + e, e);
        }
    }
}
