package io.outrider.agent;

import io.outrider.agent.config.AgentConfig;
import io.outrider.agent.enrolment.Enrolling;
import io.outrider.agent.enrolment.EnrolmentException;
import io.outrider.agent.enrolment.Identity;
import io.outrider.agent.enrolment.Tls;
import io.outrider.agent.facts.NodeFacts;
import io.outrider.agent.folder.PrivateFiles;
import io.outrider.agent.folder.TaskFolders;
import io.outrider.agent.gateway.GatewayBlobs;
import io.outrider.agent.gateway.GatewayClient;
import io.outrider.agent.image.CacheEviction;
import io.outrider.agent.image.Content;
import io.outrider.agent.image.Copies;
import io.outrider.agent.image.ImageCache;
import io.outrider.agent.journal.Journal;
import io.outrider.agent.runtime.RuntimeProbe;
import io.outrider.agent.runtime.Runtimes;
import io.outrider.agent.runtime.process.SlotShells;
import io.outrider.agent.task.AgentNode;
import io.outrider.agent.task.NodeProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/** The agent's life: lock and journal, identity, runtimes, work, until a signal. */
final class Running {

    private static final System.Logger LOG = System.getLogger(Running.class.getName());
    private static final String TOKEN = "OUTRIDER_AGENT_TOKEN";
    private static final boolean STOP_TASKS = Boolean.parseBoolean(System.getenv("OUTRIDER_AGENT_STOP_TASKS"));
    // Optional parts of the protocol that this agent speaks.
    private static final Map<String, Integer> CAPABILITIES = Map.of("logs", 1, "artifacts", 1, "blobs", 1);

    private Running() {}

    static int run(AgentConfig config) throws EnrolmentException, IOException, InterruptedException {
        String version = AgentVersion.number();
        PrivateFiles.folder(config.stateDir());
        Journal journal = new Journal(config.stateDir());
        Identity identity = new Enrolling(config, version).identity(token(config));
        GatewayClient client = new GatewayClient(config.gateway(), Tls.mutual(identity), config.proxy());
        SlotShells shells = new SlotShells(config.stateDir());
        ImageCache cache = new ImageCache(
                config.stateDir(),
                new GatewayBlobs(client),
                new CacheEviction((long) config.imageCacheMaxMb() << 20, name -> false));
        Copies copies = new Copies(config.stateDir().resolve("spare"));
        copies.clear();
        Content content = new Content(cache, copies);
        Runtimes runtimes = RuntimeProbe.probe(config, shells, cache, content);
        runtimes.missing()
                .forEach((name, why) -> LOG.log(System.Logger.Level.INFO, "Runtime " + name + " is not used: " + why));
        NodeProfile profile = new NodeProfile(version, NodeFacts.gather(), runtimes.names(), CAPABILITIES);
        TaskFolders folders = new TaskFolders(config.stateDir(), content::reclaim);
        AgentNode node = new AgentNode(config, profile, client, journal, folders, runtimes, NodeFacts.boot());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "stop"));
        node.start();
        node.await();
        return 0;
    }

    private static void stop(AgentNode node) {
        try {
            if (STOP_TASKS) {
                node.stopTasks();
            }
            node.close();
            LOG.log(System.Logger.Level.INFO, STOP_TASKS ? "Stopped, with all tasks" : "Stopped; running tasks go on");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Expected to close the journal, but " + e.getMessage());
        }
        // Threads that wait for processes and answers have nothing left to save.
        Runtime.getRuntime().halt(0);
    }

    private static Optional<String> token(AgentConfig config) throws IOException {
        String given = System.getenv(TOKEN);
        if (given != null && !given.isBlank()) {
            return Optional.of(given.strip());
        }
        if (config.tokenFile().isPresent() && Files.exists(config.tokenFile().get())) {
            return Optional.of(Files.readString(config.tokenFile().get()).strip());
        }
        return Optional.empty();
    }
}
