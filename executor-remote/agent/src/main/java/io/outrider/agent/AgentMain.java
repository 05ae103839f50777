package io.outrider.agent;

import io.outrider.agent.config.AgentConfig;
import io.outrider.agent.config.ConfigException;
import io.outrider.agent.config.ConfigReader;
import io.outrider.agent.enrolment.EnrolmentException;
import io.outrider.agent.facts.NodeFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command line. Exit codes: 0 well, 2 wrong use or configuration, 3 not enrolled or not any more, 70 failed inside and to be started
 * again, 1 anything else.
 */
@Command(
        name = "outrider-agent",
        mixinStandardHelpOptions = true,
        versionProvider = AgentVersion.class,
        description = "Runs Outrider's tasks on this machine. Connects only outbound, to its gateway.",
        footer = {
            "",
            "The enrolment token comes in the environment's OUTRIDER_AGENT_TOKEN, or in the file that",
            "tokenFile names; it is needed once. SIGTERM ends the agent; running tasks go on and are",
            "taken up again by its next start. With OUTRIDER_AGENT_STOP_TASKS=true they are ended too,",
            "within ten seconds, and reported as failed."
        })
public final class AgentMain implements Callable<Integer> {

    private static final System.Logger LOG = System.getLogger(AgentMain.class.getName());
    private static final int FAILED_INSIDE = 70;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration, agent.yaml.")
    private Path config = Path.of("agent.yaml");

    @Option(names = "--check", description = "Checks the configuration, says which runtimes work here, and ends.")
    private boolean check;

    /** Runs the agent until it is told to end. */
    public static void main(String[] args) {
        Logging.configure();
        Thread.setDefaultUncaughtExceptionHandler(AgentMain::failed);
        System.exit(new CommandLine(new AgentMain()).execute(args));
    }

    /** A thread that is missing would keep tasks waiting for ever; the next start takes up all of them. */
    private static void failed(Thread thread, Throwable failure) {
        try {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Expected thread " + thread.getName() + " to go on, but it failed; ending, tasks that run go on",
                    failure);
        } finally {
            Runtime.getRuntime().halt(FAILED_INSIDE);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            AgentConfig read = ConfigReader.read(config, NodeFacts.hostName());
            return check ? Checking.run(read) : Running.run(read);
        } catch (ConfigException e) {
            e.problems().forEach(System.err::println);
            return CommandLine.ExitCode.USAGE;
        } catch (EnrolmentException e) {
            System.err.println(e.getMessage());
            return 3;
        } catch (IOException e) {
            System.err.println(e.getMessage() == null ? e : e.getMessage());
            return 1;
        }
    }
}
