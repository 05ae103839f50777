package io.outrider.cli.connection;

import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;
import io.outrider.cli.Surroundings;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where to send requests, and as whom. An option wins over the environment, and both over the local stack.
 *
 * @param token empty when none is known
 */
public record Connection(Endpoints endpoints, String serverSource, String token, String tokenSource) {

    public static Connection choose(
            @Nullable String serverOption, @Nullable String tokenOption, Surroundings surroundings) {
        String server = firstOf(serverOption, surroundings.env().get("OUTRIDER_SERVER"));
        String token = firstOf(tokenOption, surroundings.env().get("OUTRIDER_TOKEN"));
        String tokenSource = tokenOption != null ? "--token" : token.isEmpty() ? "" : "OUTRIDER_TOKEN";
        if (!server.isEmpty()) {
            String source = serverOption != null ? "--server" : "OUTRIDER_SERVER";
            return new Connection(new Endpoints.Single(address(server, source)), source, token, tokenSource);
        }
        LocalStack stack = LocalStack.running(surroundings.dataFolder()).orElseThrow(Connection::nothingToTalkTo);
        return new Connection(
                new Endpoints.Local(stack.services()),
                "the local stack",
                token.isEmpty() ? stack.token() : token,
                token.isEmpty() ? "the local stack" : tokenSource);
    }

    private static CommandException nothingToTalkTo() {
        return new CommandException(
                ExitCode.UNREACHABLE,
                "No server to talk to: start the local stack with outrider up, or name one with --server or OUTRIDER_SERVER");
    }

    private static String firstOf(@Nullable String option, @Nullable String variable) {
        return Optional.ofNullable(option)
                .or(() -> Optional.ofNullable(variable))
                .orElse("")
                .strip();
    }

    private static URI address(String text, String source) {
        try {
            URI uri = URI.create(text.replaceAll("/+$", ""));
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException notAUri) {
            // Told below, the same way as an address of another kind.
        }
        throw CommandException.usage("Expected " + source
                + " to be an address such as https://outrider.example.com, but it is '" + text + "'");
    }
}
