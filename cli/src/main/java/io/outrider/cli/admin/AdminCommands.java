package io.outrider.cli.admin;

import io.outrider.cli.Commands;
import picocli.CommandLine.Command;

/** Commands for whoever runs Outrider itself. */
@Command(
        name = "admin",
        description = "For whoever runs Outrider itself.",
        subcommands = {DeadLetterCommands.class, TopicsCommand.class})
public final class AdminCommands extends Commands {}
