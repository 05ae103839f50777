package io.outrider.cli.settings;

import io.outrider.cli.Commands;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a completion script; zsh runs the bash one through its own bashcompinit. */
@Command(
        name = "completion",
        description = {
            "Print a completion script.",
            "bash: source <(outrider completion bash)",
            "zsh:  source <(outrider completion zsh)"
        })
public final class CompletionCommand extends Commands implements Callable<Integer> {
    /** The shells that are supported. */
    public enum Shell {
        bash,
        zsh
    }

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    @Override
    public Integer call() {
        String script = AutoComplete.bash("outrider", spec().root().commandLine());
        String preparation = shell == Shell.zsh ? "autoload -U +X bashcompinit && bashcompinit\n" : "";
        session().output().text(preparation + script);
        return 0;
    }
}
