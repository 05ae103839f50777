package io.outrider.images;

import io.outrider.images.MakingImages.Form;
import io.outrider.images.catalogue.ImageKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of {@code ./outrider images}. Exit codes: 0 done, 1 failed, 2 wrong use. */
@Command(
        name = "outrider images",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Makes container images without a daemon, each with its bill of material.")
public final class ImagesMain implements Callable<Integer> {

    private static final Map<String, Form> FORMATS =
            Map.of("docker", Form.DOCKER, "oci", Form.OCI, "folders", Form.FOLDERS);

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Only these images; default all.")
    private @Nullable List<String> names;

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "Where archives and bills go; default target/images.")
    private @Nullable Path output;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "docker",
            description = "docker, oci or folders; default docker.")
    private String format = "docker";

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            defaultValue = "outrider",
            description = "Before each name; default outrider.")
    private String prefix = "outrider";

    @Option(names = "--tag", paramLabel = "TAG", description = "Default the version.")
    private @Nullable String tag;

    @Option(
            names = "--push",
            paramLabel = "REGISTRY",
            description = "Push to REGISTRY/PREFIX/NAME instead of writing archives.")
    private @Nullable String registry;

    @Option(names = "--insecure", description = "The registry may speak HTTP.")
    private boolean insecure;

    @Option(names = "--load", description = "Let the Docker Engine load each archive.")
    private boolean load;

    @Option(
            names = "--base",
            paramLabel = "IMAGE",
            description = "Stand on this image (or tar://FILE), which has glibc, instead of files of this machine.")
    private @Nullable String base;

    /** Makes images. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ImagesMain()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var unknown = new ArrayList<String>();
        List<ImageKind> kinds = chosen(unknown);
        if (!FORMATS.containsKey(format)) {
            unknown.add("Expected --format to be docker, oci or folders, but got " + format);
        }
        if (load && (registry != null || !format.equals("docker"))) {
            unknown.add("Expected --load alone or with --format docker, but got it with --push or another format");
        }
        if (!unknown.isEmpty()) {
            unknown.forEach(System.err::println);
            return CommandLine.ExitCode.USAGE;
        }
        Path root = Path.of(System.getProperty("outrider.root", "."))
                .toAbsolutePath()
                .normalize();
        var making = new MakingImages(root, Version.text(), base);
        var naming = new MakingImages.Naming(registry, prefix, tag == null ? Version.tag() : tag);
        Path folder = output == null ? root.resolve("target/images") : output.toAbsolutePath();
        try {
            for (ImageKind kind : kinds) {
                System.out.println(making.make(kind, naming, folder, form()));
                if (load) {
                    DockerEngine.load(folder.resolve(kind.imageName() + ".tar"));
                }
            }
            return 0;
        } catch (IOException e) {
            System.err.println(e.getMessage() == null ? e : e.getMessage());
            return 1;
        }
    }

    private Form form() {
        if (registry != null) {
            return insecure ? Form.PUSH_INSECURE : Form.PUSH;
        }
        return FORMATS.getOrDefault(format, Form.DOCKER);
    }

    private List<ImageKind> chosen(List<String> unknown) {
        if (names == null || names.isEmpty()) {
            return Arrays.asList(ImageKind.values());
        }
        return names.stream()
                .flatMap(name -> {
                    var kind = ImageKind.named(name);
                    if (kind.isEmpty()) {
                        unknown.add("Expected the name of an image (" + ImageKind.names() + "), but got " + name);
                    }
                    return kind.stream();
                })
                .toList();
    }
}
