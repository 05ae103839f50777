package io.outrider.agent;

import io.outrider.agent.config.AgentConfig;
import io.outrider.agent.enrolment.EnrolmentException;
import io.outrider.agent.enrolment.Identity;
import io.outrider.agent.enrolment.IdentityStore;
import io.outrider.agent.folder.PrivateFiles;
import io.outrider.agent.image.CacheEviction;
import io.outrider.agent.image.Content;
import io.outrider.agent.image.Copies;
import io.outrider.agent.image.ImageCache;
import io.outrider.agent.runtime.RuntimeProbe;
import io.outrider.agent.runtime.Runtimes;
import io.outrider.agent.runtime.process.SlotShells;
import java.io.IOException;
import java.util.Optional;

/** {@code --check}: says what the agent would do, and does none of it. */
final class Checking {

    private Checking() {}

    static int run(AgentConfig config) throws IOException, EnrolmentException, InterruptedException {
        PrivateFiles.folder(config.stateDir());
        Optional<Identity> identity = new IdentityStore(config.stateDir()).load();
        System.out.println("gateway   " + config.gateway());
        System.out.println("node      " + config.name()
                + identity.map(known -> " (enrolled until "
                                + known.certificate().getNotAfter().toInstant() + ")")
                        .orElse(" (not enrolled yet)"));
        System.out.println("stateDir  " + config.stateDir());
        System.out.println("slots     " + config.slots());
        try (SlotShells shells = new SlotShells(config.stateDir())) {
            ImageCache cache = new ImageCache(
                    config.stateDir(), (sha256, target) -> {}, new CacheEviction(Long.MAX_VALUE, name -> true));
            Content content = new Content(cache, new Copies(config.stateDir().resolve("spare")));
            Runtimes runtimes = RuntimeProbe.probe(config, shells, cache, content);
            runtimes.names().forEach(name -> System.out.println("runtime   " + name + ": works"));
            runtimes.missing().forEach((name, why) -> System.out.println("runtime   " + name + ": no, " + why));
            return runtimes.names().isEmpty() ? 1 : 0;
        }
    }
}
