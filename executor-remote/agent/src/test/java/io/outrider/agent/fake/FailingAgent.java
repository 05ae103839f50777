package io.outrider.agent.fake;

import io.outrider.agent.AgentMain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The agent, with a thread that fails for a reason that nobody has thought of. */
final class FailingAgent {

    static final String MARK = "fail";

    private FailingAgent() {}

    public static void main(String[] args) {
        Path home = Path.of(args[List.of(args).indexOf("--config") + 1]).getParent();
        Thread.ofPlatform().daemon().name("unlucky").start(() -> {
            while (!Files.exists(home.resolve(MARK))) {
                sleep();
            }
            throw new IllegalStateException("Expected luck, but there was none");
        });
        AgentMain.main(args);
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
