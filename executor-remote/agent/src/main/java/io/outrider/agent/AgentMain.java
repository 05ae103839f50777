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

/** The command line. Exit codes: 0 well, 2 wrong use or configuration, 3 not enrolled or not any more, 1 anything else. */
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

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration, agent.yaml.")
    private Path config = Path.of("agent.yaml");

    @Option(names = "--check", description = "Checks the configuration, says which runtimes work here, and ends.")
    private boolean check;

    /** Runs the agent until it is told to end. */
    public static void main(String[] args) {
        Logging.configure();
        System.exit(new CommandLine(new AgentMain()).execute(args));
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
