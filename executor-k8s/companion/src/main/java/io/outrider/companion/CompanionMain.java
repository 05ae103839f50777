package io.outrider.companion;

import java.io.IOException;

/**
 * {@code fetch} fills the folder of inputs and ends; {@code collect} waits for SIGTERM, which Kubernetes sends to a sidecar once the
 * task's own container has ended, and then takes home what the task left.
 */
public final class CompanionMain {

    private static final System.Logger LOG = System.getLogger("companion");

    private CompanionMain() {}

    public static void main(String[] args) throws InterruptedException {
        String verb = args.length == 1 ? args[0] : "";
        try {
            Surroundings here = Surroundings.of(System.getenv());
            switch (verb) {
                case "fetch" -> new Fetching(here).run();
                case "collect" -> new Collecting(here).run();
                default -> throw new IllegalArgumentException("Expected the argument fetch or collect");
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(System.Logger.Level.ERROR, e.getMessage());
            System.exit(1);
        }
    }
}
