package io.outrider.protocol;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The paths of the gateway's port for agents, and the limits that both sides keep. */
public final class AgentPaths {

    public static final String ENROL = "/agent/v1/enrol";
    public static final String POLL = "/agent/v1/poll";
    public static final String ACCEPT = "/agent/v1/tasks/accept";
    public static final String REPORT = "/agent/v1/tasks/report";
    public static final String LEASES = "/agent/v1/leases";
    public static final String TASKS = "/agent/v1/tasks/";
    public static final String BLOBS = "/agent/v1/blobs/";

    /** How long the gateway holds a poll, in seconds; an agent waits some seconds longer for the answer. */
    public static final int POLL_SECONDS = 45;

    /** Body of any JSON request, in bytes: a batch of reports with outputs of at most 1 MiB each. */
    public static final int MAX_JSON_BYTES = 8 * 1024 * 1024;

    /** One log chunk, in bytes. */
    public static final int MAX_LOG_CHUNK_BYTES = 512 * 1024;

    /** One artifact, in bytes. */
    public static final long MAX_ARTIFACT_BYTES = 1024L * 1024 * 1024;

    private AgentPaths() {}

    /** Returns the path that takes this attempt's log by {@code PATCH}. */
    public static String log(TaskRef ref) {
        return task(ref) + "/log";
    }

    /** Returns the path that takes an artifact of this attempt by {@code PUT}; the name may hold slashes. */
    public static String artifact(TaskRef ref, String name) {
        return task(ref) + "/artifacts/" + encode(name);
    }

    /** Returns the path of a blob by its sha256 in hex. */
    public static String blob(String sha256) {
        return BLOBS + Expect.sha256("sha256", sha256);
    }

    private static String task(TaskRef ref) {
        return TASKS + encode(ref.task()) + "/" + ref.attempt() + "/" + ref.epoch();
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
