package io.outrider.stack.supervisor;

import io.outrider.stack.infrastructure.EmbeddedInfrastructure;
import io.outrider.stack.infrastructure.Endpoints;
import io.outrider.stack.infrastructure.InfrastructurePorts;
import io.outrider.stack.infrastructure.Installation;
import io.outrider.stack.infrastructure.KafkaBroker;
import io.outrider.stack.infrastructure.Postgres;
import io.outrider.stack.infrastructure.Registry;
import io.outrider.stack.infrastructure.StackDirectory;
import io.outrider.stack.process.Component;
import io.outrider.stack.process.FreePorts;
import io.outrider.stack.service.AccessTokens;
import io.outrider.stack.service.LocalAgent;
import io.outrider.stack.service.QuarkusService;
import io.outrider.stack.service.ServiceKind;
import io.outrider.stack.service.ServicePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;

/**
 * All components of one stack, who needs whom, and where each listens.
 *
 * @param components in the order in which they are shown
 * @param stopOrder groups whose members stop side by side
 */
record StackPlan(
        List<SupervisedComponent> components,
        List<List<SupervisedComponent>> stopOrder,
        Endpoints endpoints,
        ServicePorts ports,
        AccessTokens tokens) {

    /**
     * What the user may choose.
     *
     * @param tolerant go on when a component does not come up at first
     * @param withAgent start the local agent too
     */
    public record Choices(Installation installation, boolean tolerant, boolean withAgent, int partitions) {}

    static StackPlan make(StackDirectory directory, Choices choices, Consumer<ComponentStatus> listener)
            throws IOException {
        var drawing = new Drawing(directory, choices, listener);
        var free = new FreePorts();
        var infrastructurePorts = InfrastructurePorts.preferred(free);
        var servicePorts = ServicePorts.preferred(free);
        var installation = choices.installation();
        var tokens = new AccessTokens(directory.tokens());
        tokens.create();

        var postgres = new Postgres(installation, directory, infrastructurePorts);
        Endpoints endpoints = EmbeddedInfrastructure.endpoints(postgres, infrastructurePorts);
        var database = drawing.add(postgres, List.of());
        var broker = drawing.add(
                new KafkaBroker(installation, directory, infrastructurePorts, choices.partitions()), List.of());
        var registry =
                drawing.add(new Registry(installation, directory, infrastructurePorts, endpoints), List.of(database));
        var services = new EnumMap<ServiceKind, SupervisedComponent>(ServiceKind.class);
        for (ServiceKind kind : ServiceKind.values()) {
            var service = new QuarkusService(kind, installation.root(), directory, endpoints, servicePorts);
            services.put(kind, drawing.addIfBuilt(service, service.application(), List.of(database, broker, registry)));
        }
        var stopOrder = new ArrayList<List<SupervisedComponent>>();
        if (choices.withAgent()) {
            var agent = new LocalAgent(installation.root(), directory, tokens, servicePorts);
            var needs = List.of(services.get(ServiceKind.GATEWAY), services.get(ServiceKind.SCHEDULER_SERVICE));
            stopOrder.add(List.of(drawing.addIfBuilt(agent, agent.application().resolve("lib"), needs)));
        }
        stopOrder.add(List.copyOf(services.values()));
        stopOrder.add(List.of(registry, broker));
        stopOrder.add(List.of(database));
        return new StackPlan(drawing.components, stopOrder, endpoints, servicePorts, tokens);
    }

    ConnectionFile.Connection connection(long pid, String startedAt) throws IOException {
        var services = new LinkedHashMap<String, String>();
        for (ServiceKind kind : ServiceKind.values()) {
            if (isThere(kind.serviceName())) {
                services.put(kind.serviceName(), "http://127.0.0.1:" + ports.http(kind));
            }
        }
        return new ConnectionFile.Connection(
                pid,
                startedAt,
                services,
                "https://127.0.0.1:" + ports.agents(),
                LocalAgent.NODE,
                tokens.admin(),
                endpoints.kafka(),
                endpoints.registryUrl(),
                tokens.file().getParent().toString());
    }

    private boolean isThere(String name) {
        return components.stream()
                .map(SupervisedComponent::status)
                .anyMatch(status -> status.name().equals(name) && status.phase() != Phase.SKIPPED);
    }

    /** Gathers the components while the plan is made. */
    private record Drawing(
            StackDirectory directory,
            Choices choices,
            Consumer<ComponentStatus> listener,
            List<SupervisedComponent> components) {

        Drawing(StackDirectory directory, Choices choices, Consumer<ComponentStatus> listener) {
            this(directory, choices, listener, new ArrayList<>());
        }

        SupervisedComponent add(Component component, List<SupervisedComponent> needs) {
            var supervised = new SupervisedComponent(
                    component, directory.log(component.name()), needs, choices.tolerant(), listener);
            components.add(supervised);
            return supervised;
        }

        SupervisedComponent addIfBuilt(Component component, Path proof, List<SupervisedComponent> needs) {
            var supervised = add(component, needs);
            if (!Files.exists(proof)) {
                supervised.leaveOut(
                        "not built: " + choices.installation().root().relativize(proof) + " is missing");
            }
            return supervised;
        }
    }
}
