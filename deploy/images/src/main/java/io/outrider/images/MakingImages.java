package io.outrider.images;

import io.outrider.images.catalogue.ImageKind;
import io.outrider.images.catalogue.ImagePlan;
import io.outrider.images.catalogue.Planning;
import io.outrider.images.root.RootFolders;
import io.outrider.images.sbom.BasePackages;
import io.outrider.images.sbom.Bom;
import io.outrider.images.sbom.Component;
import io.outrider.images.sbom.Licences;
import io.outrider.images.writing.FolderWriter;
import io.outrider.images.writing.ImageTarget;
import io.outrider.images.writing.ImageWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes one image after another: roots, bill of material, plan, layers. */
public final class MakingImages {

    /**
     * How images are called.
     *
     * @param registry host, perhaps with a port, to push to; null to write an archive
     * @param prefix between the registry and the name
     * @param tag after the name
     */
    public record Naming(@Nullable String registry, String prefix, String tag) {

        String of(ImageKind kind) {
            return (registry == null ? "" : registry + "/") + prefix + "/" + kind.imageName() + ":" + tag;
        }
    }

    /** What becomes of an image: an archive of one of two kinds, a registry, folders for a Dockerfile. */
    public enum Form {
        DOCKER,
        OCI,
        PUSH,
        PUSH_INSECURE,
        FOLDERS
    }

    private final Path sources;
    private final String version;
    private final @Nullable String base;
    private final Planning planning;
    private final RootFolders roots;
    private final ImageWriter writer;

    /**
     * @param sources the root of the source tree, in which everything is built
     * @param base the image to stand on; null to stand on files of this machine
     */
    public MakingImages(Path sources, String version, @Nullable String base) {
        this.sources = sources;
        this.version = version;
        this.base = base;
        this.planning = new Planning(sources, version);
        Path cache = sources.resolve("deploy/images/target");
        this.roots = new RootFolders(
                sources.resolve("deploy/images/make-root.sh"),
                cache.resolve("roots"),
                Path.of(System.getProperty("java.home")));
        this.writer = new ImageWriter(cache.resolve("cache"), base);
    }

    /**
     * Makes an image and writes its bill of material beside it.
     *
     * @return reference, digest and place, for people
     * @throws IOException with words for people, if something is missing or the registry refuses
     */
    public String make(ImageKind kind, Naming naming, Path folder, Form form) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path billFile = folder.resolve("sbom").resolve(kind.imageName() + ".cdx.json");
        Bom bill = bill(kind);
        bill.write(billFile);
        var licences = Licences.read(sources.resolve("deploy/sbom/licences.txt"));
        Files.writeString(folder.resolve("sbom").resolve(kind.imageName() + ".licences.txt"), licences.list(bill));
        ImagePlan plan =
                planning.plan(kind, roots.base(kind.tools()), base == null, roots.java(kind.modules()), billFile);
        return switch (form) {
            case FOLDERS -> {
                FolderWriter.write(plan, folder.resolve(kind.imageName()));
                yield naming.of(kind) + "  " + folder.resolve(kind.imageName());
            }
            case DOCKER, OCI -> {
                Path archive = folder.resolve(kind.imageName() + ".tar");
                String digest = writer.write(plan, naming.of(kind), new ImageTarget.Archive(archive, form == Form.OCI));
                yield naming.of(kind) + "@" + digest + "  " + archive + "  " + (Files.size(archive) >> 20) + " MiB";
            }
            case PUSH, PUSH_INSECURE ->
                naming.of(kind) + "@"
                        + writer.write(plan, naming.of(kind), new ImageTarget.Registry(form == Form.PUSH_INSECURE));
        };
    }

    /** Returns the bill of material of an image. */
    public Bom bill(ImageKind kind) throws IOException, InterruptedException {
        List<Component> below = base == null ? BasePackages.of(roots.base(kind.tools())) : List.of();
        return Bom.read(sources.resolve("deploy/sbom/target/sbom.json"))
                .ofImage(kind.imageName(), version, planning.jars(kind), below);
    }
}
