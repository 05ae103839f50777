package io.outrider.images.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table of Outrider's images: the program in each, how its JVM runs, and what it opens. */
public enum ImageKind {
    TEMPLATE_SERVICE,
    BUILD_SERVICE,
    SCHEDULER_SERVICE,
    EVENT_REACTOR,
    GATEWAY,
    EXECUTOR_K8S,
    COMPANION,
    AGENT,
    CLI;

    /** The port of every service's REST API, health and metrics. */
    public static final int HTTP = 8080;
    /** The port where the gateway speaks TLS with agents. */
    public static final int AGENTS = 9443;
    /** The user and the group of every image. */
    public static final int USER = 10_001;

    private static final Set<String> SERVICE_MODULES = Set.of(
            "java.base",
            "java.desktop",
            "java.instrument",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.rmi",
            "java.scripting",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "java.transaction.xa",
            "java.xml",
            "java.xml.crypto",
            "jdk.crypto.cryptoki",
            "jdk.crypto.ec",
            "jdk.jcmd",
            "jdk.jfr",
            "jdk.management",
            "jdk.naming.dns",
            "jdk.net",
            "jdk.security.auth",
            "jdk.security.jgss",
            "jdk.unsupported",
            "jdk.zipfs");

    /** What the libraries of the agent and the command line name; without the desktop, which is a third of a runtime. */
    private static final Set<String> COMMAND_MODULES = Set.of(
            "java.base",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "java.transaction.xa",
            "java.xml",
            "jdk.crypto.ec",
            "jdk.httpserver",
            "jdk.jcmd",
            "jdk.management",
            "jdk.naming.dns",
            "jdk.net",
            "jdk.security.auth",
            "jdk.security.jgss",
            "jdk.unsupported",
            "jdk.zipfs");

    /** It runs beside every task, so that its size counts. */
    private static final Set<String> COMPANION_MODULES =
            Set.of("java.base", "java.logging", "java.net.http", "jdk.crypto.ec");

    /** What the agent starts tasks with, and what scripts in a task expect at least. */
    private static final List<String> AGENT_TOOLS = List.of(
            "sh",
            "setsid",
            "unshare",
            "setpriv",
            "prlimit",
            "mount",
            "umount",
            "env",
            "cat",
            "ls",
            "cp",
            "mv",
            "rm",
            "mkdir",
            "rmdir",
            "ln",
            "chmod",
            "chown",
            "touch",
            "date",
            "sleep",
            "echo",
            "printf",
            "test",
            "expr",
            "head",
            "tail",
            "wc",
            "tr",
            "cut",
            "sort",
            "uniq",
            "sed",
            "grep",
            "awk",
            "find",
            "xargs",
            "tee",
            "basename",
            "dirname",
            "readlink",
            "mktemp",
            "sha256sum",
            "base64",
            "id",
            "uname",
            "hostname",
            "nproc",
            "tar",
            "gzip",
            "true",
            "false");

    /** Returns the name of the image without registry, prefix and tag. */
    public String imageName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Program program() {
        return switch (this) {
            case TEMPLATE_SERVICE, BUILD_SERVICE -> Program.service(imageName(), Program.QUICK);
            case SCHEDULER_SERVICE, EVENT_REACTOR -> Program.service(imageName(), Program.PEAK);
            case GATEWAY -> Program.service("executor-remote/gateway", Program.PEAK);
            case EXECUTOR_K8S -> Program.service("executor-k8s/service", Program.PEAK);
            case COMPANION -> Program.companion();
            case AGENT -> Program.agent();
            case CLI -> Program.command();
        };
    }

    /** Tells whether it keeps its state in a database of its own, which it migrates. */
    public boolean hasDatabase() {
        return program().isService() && this != EXECUTOR_K8S;
    }

    public Set<String> modules() {
        return switch (this) {
            case COMPANION -> COMPANION_MODULES;
            case AGENT, CLI -> COMMAND_MODULES;
            case TEMPLATE_SERVICE, BUILD_SERVICE, SCHEDULER_SERVICE, EVENT_REACTOR, GATEWAY, EXECUTOR_K8S ->
                SERVICE_MODULES;
        };
    }

    /** Returns the programs besides Java; services have none, not even a shell. */
    public List<String> tools() {
        return this == AGENT ? AGENT_TOOLS : List.of();
    }

    public List<Integer> ports() {
        if (!program().isService()) {
            return List.of();
        }
        return this == GATEWAY ? List.of(HTTP, AGENTS) : List.of(HTTP);
    }

    /** Returns the variables of the image, sorted by name. */
    public Map<String, String> environment() {
        var variables = new TreeMap<String, String>();
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("MALLOC_ARENA_MAX", "2");
        variables.put("PATH", tools().isEmpty() ? "/opt/java/bin" : "/opt/java/bin:/usr/bin:/bin");
        if (program().isService()) {
            variables.put("QUARKUS_HTTP_HOST", "0.0.0.0");
            variables.put("QUARKUS_HTTP_PORT", Integer.toString(HTTP));
        }
        if (this == GATEWAY) {
            variables.put("OUTRIDER_GATEWAY_AGENTS_HOST", "0.0.0.0");
            variables.put("OUTRIDER_GATEWAY_AGENTS_PORT", Integer.toString(AGENTS));
        }
        return variables;
    }

    /** Returns the image of this name. */
    public static Optional<ImageKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.imageName().equals(name))
                .findFirst();
    }

    /** Returns all names, as a message would list them. */
    public static String names() {
        return Arrays.stream(values()).map(ImageKind::imageName).collect(Collectors.joining(", "));
    }
}
