package io.outrider.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command, or a group of commands written as methods, that asks the servers. */
public abstract class Commands {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    protected final Session session() {
        return ((Outrider) spec.root().userObject()).session();
    }

    protected final CommandSpec spec() {
        return spec;
    }
}
