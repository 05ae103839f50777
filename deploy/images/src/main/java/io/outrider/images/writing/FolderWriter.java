package io.outrider.images.writing;

import io.outrider.images.catalogue.ImagePlan;
import io.outrider.images.catalogue.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Lays a planned image out as folders, one for each layer, for a Dockerfile to copy. Owners are left to it. */
public final class FolderWriter {

    private FolderWriter() {}

    /** Writes {@code folder/LAYER/…}; what is there is overwritten. */
    public static void write(ImagePlan plan, Path folder) throws IOException {
        for (Layer layer : plan.layers()) {
            // Also without anything in it: the Dockerfile copies every layer, and the companion has no libraries.
            Path root = Files.createDirectories(folder.resolve(layer.name()));
            for (Layer.Entry entry : layer.entries()) {
                write(entry, root.resolve(entry.path().substring(1)));
            }
        }
    }

    private static void write(Layer.Entry entry, Path to) throws IOException {
        if (Files.isDirectory(entry.source(), LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(to);
        } else {
            Files.createDirectories(to.getParent());
            Files.copy(entry.source(), to, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.setPosixFilePermissions(to, permissions(entry.mode()));
    }

    /** The digits of a mode, such as 755, as a set. */
    static Set<PosixFilePermission> permissions(String mode) {
        int bits = Integer.parseInt(mode, 8);
        var set = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] fromHighest = PosixFilePermission.values();
        for (int i = 0; i < fromHighest.length; i++) {
            if ((bits & (1 << (fromHighest.length - 1 - i))) != 0) {
                set.add(fromHighest[i]);
            }
        }
        return set;
    }
}
