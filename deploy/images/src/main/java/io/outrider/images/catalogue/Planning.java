package io.outrider.images.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans an image from what the build left and from the folders that it stands on. */
public final class Planning {

    /** Where an image keeps its bill of material. */
    public static final String SBOM = "/usr/share/outrider/sbom.cdx.json";

    private static final String ROOT = "0:0";
    private static final String OWN = ImageKind.USER + ":" + ImageKind.USER;

    private final Path sources;
    private final String version;

    /**
     * @param sources the root of the source tree, in which everything is built
     * @param version of Outrider
     */
    public Planning(Path sources, String version) {
        this.sources = sources;
        this.version = version;
    }

    /** Returns the folder with the image's program, or its only jar. */
    public Path program(ImageKind kind) {
        return sources.resolve(kind.program().module())
                .resolve("target")
                .resolve(kind.program().folder());
    }

    /**
     * Returns the jars of a program that go into its image.
     *
     * @throws IOException if the program is not built
     */
    public List<Path> jars(ImageKind kind) throws IOException {
        return files(program(kind)).stream()
                .filter(file -> file.toString().endsWith(".jar") && isWanted(kind, file))
                .toList();
    }

    /**
     * Returns the plan.
     *
     * @param base accounts, the C library and the folders of the image's own user
     * @param standsAlone false if the image stands on another one, which has its own accounts and C library
     * @param java the Java runtime, a folder with {@code opt/java}
     * @param bom the image's bill of material
     */
    public ImagePlan plan(ImageKind kind, Path base, boolean standsAlone, Path java, Path bom) throws IOException {
        var layers = new ArrayList<Layer>();
        Map<Boolean, List<Layer.Entry>> byOwner = tree(base).stream()
                .collect(Collectors.partitioningBy(entry -> entry.owner().equals(OWN)));
        if (standsAlone) {
            layers.add(new Layer("base", byOwner.getOrDefault(false, List.of())));
        }
        layers.add(new Layer("own", byOwner.getOrDefault(true, List.of())));
        layers.add(new Layer("java", tree(java)));
        layers.add(new Layer("libraries", programs(kind, true)));
        List<Layer.Entry> own = programs(kind, false);
        own.add(new Layer.Entry(options(kind), Program.HOME + "/jvm.options", "644", ROOT));
        own.add(new Layer.Entry(bom, SBOM, "644", ROOT));
        layers.add(new Layer("program", own));
        return new ImagePlan(
                kind.imageName(),
                layers,
                entrypoint(kind),
                kind.program().arguments(),
                kind.environment(),
                kind.ports(),
                labels(kind));
    }

    /** Returns argv without the program's own arguments. */
    public static List<String> entrypoint(ImageKind kind) {
        return Stream.concat(
                        Stream.of("/opt/java/bin/java", "@" + Program.HOME + "/jvm.options"),
                        kind.program().start().stream())
                .toList();
    }

    private Map<String, String> labels(ImageKind kind) {
        return Map.of(
                "org.opencontainers.image.title",
                "outrider-" + kind.imageName(),
                "org.opencontainers.image.version",
                version,
                "org.opencontainers.image.licenses",
                "Apache-2.0");
    }

    private Path options(ImageKind kind) {
        Program program = kind.program();
        return program.optionsInFolder()
                ? program(kind).resolve(program.options())
                : sources.resolve("deploy/images").resolve(program.options());
    }

    private static boolean isWanted(ImageKind kind, Path file) {
        return kind.program().leftOut().stream()
                .noneMatch(start -> file.getFileName().toString().startsWith(start));
    }

    /** Libraries of others change seldom and are a layer of their own. */
    private List<Layer.Entry> programs(ImageKind kind, boolean libraries) throws IOException {
        Path program = program(kind);
        Path folder = Files.isRegularFile(program) ? program.resolveSibling(".") : program;
        var entries = new ArrayList<Layer.Entry>();
        for (Path file : files(program)) {
            String name = folder.normalize().relativize(file).toString();
            if (isLibrary(name) == libraries && isWanted(kind, file) && !isLeftover(name)) {
                entries.add(new Layer.Entry(file, Program.HOME + "/" + name, "644", ROOT));
            }
        }
        return entries;
    }

    private static boolean isLibrary(String name) {
        String file = name.substring(name.lastIndexOf('/') + 1);
        return name.startsWith("lib/") && !file.startsWith("io.outrider.") && !file.startsWith("outrider-");
    }

    /** Launchers and flags that the image has in its own way, and caches of this machine's runs. */
    private static boolean isLeftover(String name) {
        return !name.contains("/") && !name.endsWith(".jar");
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new IOException(
                    "Expected the program in " + folder + ", but it is not built; run ./outrider rebuild");
        }
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<Layer.Entry> tree(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(path -> !path.equals(folder))
                    .map(path -> entry(path, "/" + folder.relativize(path)))
                    .toList();
        }
    }

    private static Layer.Entry entry(Path source, String path) {
        if (!Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
            return new Layer.Entry(source, path, Files.isExecutable(source) ? "755" : "644", ROOT);
        }
        boolean own = path.startsWith("/var/lib/outrider") || path.startsWith("/home/outrider");
        return new Layer.Entry(source, path, path.equals("/tmp") ? "777" : "755", own ? OWN : ROOT);
    }
}
