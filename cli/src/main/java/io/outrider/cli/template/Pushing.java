package io.outrider.cli.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;
import io.outrider.cli.Session;
import io.outrider.cli.build.Builds;
import io.outrider.cli.connection.Answer;
import io.outrider.cli.connection.Call;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Json;
import io.outrider.cli.stream.Interruption;
import io.outrider.cli.stream.Poll;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends a template's source to be made into a version, and stays until its image is built. */
public final class Pushing {
    /** A build that takes longer is watched with {@code outrider build logs -f}. */
    private static final Duration LONGEST_BUILD = Duration.ofHours(2);
    /** The server fetches for two minutes at most ({@code git.timeout}) and then stores and checks what it has. */
    static final Duration LONGEST_FETCH = Duration.ofMinutes(4);

    private final Session session;

    public Pushing(Session session) {
        this.session = session;
    }

    /** Sends a folder or an archive. A known content answers with the version that exists. */
    public Answer path(Path source, @Nullable String version) {
        if (!Files.exists(source)) {
            throw CommandException.usage("Expected a folder or an archive, but " + source + " does not exist");
        }
        try {
            return Files.isDirectory(source) ? folder(source, version) : archive(source, version);
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, "Expected to read " + source + ", but: " + e.getMessage());
        }
    }

    public Answer git(String url, @Nullable String ref, @Nullable String path, @Nullable String version) {
        ObjectNode body = Json.object();
        ObjectNode git = body.putObject("git").put("url", url);
        if (ref != null) {
            git.put("ref", ref);
        }
        if (path != null) {
            git.put("path", path);
        }
        session.output().remark("Fetching " + url);
        return session.api().post(call(version).patient(LONGEST_FETCH), body);
    }

    /** Shows the build's log until it ends; returns the version as it is then. */
    public JsonNode await(JsonNode version) {
        if (!building(version)) {
            return version;
        }
        return new Interruption(
                        session.output().err(),
                        "The build goes on. See it: outrider build list --template "
                                + version.path("template").asText())
                .during(() -> built(version));
    }

    private JsonNode built(JsonNode version) {
        String build = version.path("buildId").asText("");
        if (!build.isEmpty()
                && !session.output().structured()
                && !session.output().quiet()) {
            showLog(build);
        }
        return Poll.until(
                () -> current(version),
                found -> !building(found),
                found -> "building " + name(found),
                LONGEST_BUILD,
                session.progress());
    }

    /** The build-service hears of a build by an event, so that it may not know it in the first moments. */
    private void showLog(String build) {
        JsonNode known = Poll.until(
                () -> known(build),
                JsonNode::isObject,
                nothing -> "waiting for the builder",
                LONGEST_BUILD,
                session.progress());
        Builds.follow(session, known.path("id").asText(build));
    }

    private JsonNode known(String build) {
        try {
            return Builds.get(session, build);
        } catch (CommandException unknown) {
            if (unknown.exitCode() == ExitCode.NOT_FOUND) {
                return Json.object().nullNode();
            }
            throw unknown;
        }
    }

    public static String name(JsonNode version) {
        return version.path("template").asText() + "@" + version.path("version").asText();
    }

    static boolean ready(JsonNode version) {
        return "READY".equals(version.path("status").asText());
    }

    private static boolean building(JsonNode version) {
        return "BUILDING".equals(version.path("status").asText());
    }

    private JsonNode current(JsonNode version) {
        Call call = Call.to(
                        "templates",
                        version.path("template").asText(),
                        "versions",
                        version.path("version").asText())
                .with("project", session.project());
        return session.api().get(call);
    }

    private Answer folder(Path folder, @Nullable String version) throws IOException {
        Packing.Packed packed = Packing.pack(folder);
        try {
            String files = packed.files() == 1 ? "1 file" : packed.files() + " files";
            return upload(
                    packed.archive(),
                    "application/gzip",
                    version,
                    folder + " (" + files + ", " + Cells.bytes(packed.size()) + ")");
        } finally {
            Files.deleteIfExists(packed.archive());
        }
    }

    private Answer archive(Path archive, @Nullable String version) throws IOException {
        return upload(archive, kind(archive), version, archive + " (" + Cells.bytes(Files.size(archive)) + ")");
    }

    private Answer upload(Path archive, String kind, @Nullable String version, String what) throws IOException {
        session.output().remark("Sending " + what);
        return session.api().post(call(version).header("Content-Type", kind), BodyPublishers.ofFile(archive));
    }

    private Call call(@Nullable String version) {
        return Call.to("templates").with("project", session.project()).with("version", version);
    }

    private static String kind(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            byte[] start = in.readNBytes(2);
            if (start.length == 2 && start[0] == 'P' && start[1] == 'K') {
                return "application/zip";
            }
            if (start.length == 2 && start[0] == (byte) 0x1f && start[1] == (byte) 0x8b) {
                return "application/gzip";
            }
        }
        throw CommandException.usage("Expected a folder, a .zip or a .tgz, but " + archive + " is neither");
    }
}
