package io.outrider.cli.reaction;

import io.outrider.cli.Commands;
import io.outrider.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/** Lets paused reactions go on. */
@Command(
        name = "resume",
        description = {
            "Let a paused reaction, all of the project, or all of the platform, start jobs again.",
            "What came meanwhile is not made up for; outrider event replay does that."
        })
final class ResumeCommand extends Commands implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Override
    public Integer call() {
        Session session = session();
        session.api().delete(which.pause(session));
        session.output().remark(which + " resumed");
        return 0;
    }
}
