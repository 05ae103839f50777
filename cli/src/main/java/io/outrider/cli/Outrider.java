package io.outrider.cli;

import io.outrider.cli.admin.AdminCommands;
import io.outrider.cli.build.BuildCommands;
import io.outrider.cli.conformance.ConformanceCommand;
import io.outrider.cli.connection.Connection;
import io.outrider.cli.demo.DemoCommand;
import io.outrider.cli.event.EventCommands;
import io.outrider.cli.job.JobCommands;
import io.outrider.cli.job.RunCommand;
import io.outrider.cli.node.NodeCommands;
import io.outrider.cli.output.Format;
import io.outrider.cli.output.Output;
import io.outrider.cli.output.Style;
import io.outrider.cli.reaction.ReactionCommands;
import io.outrider.cli.settings.CompletionCommand;
import io.outrider.cli.settings.ConfigCommand;
import io.outrider.cli.template.TemplateCommands;
import io.outrider.cli.type.TypeCommands;
import io.outrider.cli.webhook.WebhookCommands;
import io.outrider.stack.command.DownCommand;
import io.outrider.stack.command.LogsCommand;
import io.outrider.stack.command.StatusCommand;
import io.outrider.stack.command.UpCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command: options that every command takes, and how results and failures become exit codes. */
@Command(
        name = "outrider",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        parameterListHeading = "%n",
        description =
                "Turns files into versioned templates and runs them as jobs, on request or when an event says so.",
        footer =
                "%nExit codes: 0 done, 1 job, build or reaction failed, 2 usage, 3 not found, 4 refused, 5 server unreachable, 6 timeout, 130 interrupted.",
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DownCommand.class,
            DemoCommand.class,
            TypeCommands.class,
            TemplateCommands.class,
            BuildCommands.class,
            RunCommand.class,
            JobCommands.class,
            NodeCommands.class,
            ConformanceCommand.class,
            EventCommands.class,
            ReactionCommands.class,
            WebhookCommands.class,
            AdminCommands.class,
            ConfigCommand.class,
            CompletionCommand.class,
        })
public final class Outrider {
    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print data: ${COMPLETION-CANDIDATES}.")
    private Format format = Format.TABLE;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Print only ids and data, no remarks.")
    private boolean quiet;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours; so does NO_COLOR.")
    private boolean noColor;

    @Option(
            names = "--project",
            scope = ScopeType.INHERIT,
            paramLabel = "PROJECT",
            defaultValue = "${env:OUTRIDER_PROJECT:-default}",
            description = "The project; default OUTRIDER_PROJECT, else 'default'.")
    private String project = "default";

    @Option(
            names = "--server",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "The server; default OUTRIDER_SERVER, else the local stack.")
    private @Nullable String server;

    @Option(
            names = "--token",
            scope = ScopeType.INHERIT,
            paramLabel = "TOKEN",
            description = "The bearer token; default OUTRIDER_TOKEN, else the local stack's.")
    private @Nullable String token;

    private final Surroundings surroundings;

    private Outrider(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The whole command line, ready to execute; prints to the surroundings' streams. */
    public static CommandLine commandLine(Surroundings surroundings) {
        Outrider root = new Outrider(surroundings);
        CommandLine commandLine = new CommandLine(root)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setExecutionExceptionHandler(new Failures())
                .setParameterExceptionHandler(Failures::misused);
        return commandLine.setColorScheme(
                CommandLine.Help.defaultColorScheme(root.style().colours() ? Ansi.ON : Ansi.OFF));
    }

    Session session() {
        Output output = new Output(surroundings.out(), surroundings.err(), format, style(), quiet);
        return new Session(surroundings, output, project, () -> Connection.choose(server, token, surroundings));
    }

    private Style style() {
        boolean unwanted =
                noColor || !surroundings.env().getOrDefault("NO_COLOR", "").isEmpty();
        return new Style(surroundings.terminal() && !unwanted);
    }
}
