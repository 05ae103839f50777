package io.outrider.build.image.outbound.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outrider.build.image.application.ArchiveForm;
import io.outrider.build.image.application.BuildFailure;
import io.outrider.build.image.application.ImageArchive;
import io.outrider.build.image.application.ImageArchive.Layer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The form: {@code manifest.json} first, then {@code <digest>.json}, then each layer once as {@code <diff id>.tar},
 * uncompressed; all times zero. The same image always gives the same bytes. Layers are checked against the configuration.
 */
@ApplicationScoped
public class DockerArchiveForm implements ArchiveForm {
    private final ObjectMapper json = new ObjectMapper();

    @Override
    public ImageArchive normalise(Path saved, String tag, Path work) {
        try {
            SavedParts parts = SavedParts.extract(saved, Files.createDirectories(work.resolve("parts")));
            JsonNode manifest = json.readTree(Files.readAllBytes(parts.file("manifest.json")));
            if (!manifest.isArray() || manifest.size() != 1) {
                throw BuildFailure.permanent(
                        "Expected one image in the saved archive, but there are " + manifest.size());
            }
            Path config = parts.file(manifest.get(0).path("Config").asText());
            List<Layer> layers = layers(manifest.get(0), json.readTree(Files.readAllBytes(config)), parts, work);
            String digest = Sha256.of(config);
            Path file = work.resolve("image.tar");
            DockerArchiveWriter.write(file, tag, digest, config, layers);
            return new ImageArchive(file, "sha256:" + digest, config, layers);
        } catch (IOException e) {
            throw BuildFailure.passing("Expected to bring the image into form, but " + e.getMessage(), e);
        }
    }

    private static List<Layer> layers(JsonNode manifest, JsonNode config, SavedParts parts, Path work)
            throws IOException {
        JsonNode names = manifest.path("Layers");
        JsonNode diffIds = config.path("rootfs").path("diff_ids");
        if (names.size() != diffIds.size()) {
            throw BuildFailure.permanent(
                    "Expected " + diffIds.size() + " layers in the saved archive, but there are " + names.size());
        }
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Path plain = work.resolve("layer-" + i + ".tar");
            String sha256 = unzip(parts.file(names.get(i).asText()), plain);
            if (!diffIds.get(i).asText().equals("sha256:" + sha256)) {
                throw BuildFailure.permanent(
                        "Expected layer " + i + " to be " + diffIds.get(i).asText() + ", but it is sha256:" + sha256);
            }
            layers.add(new Layer(plain, sha256));
        }
        return layers;
    }

    private static String unzip(Path layer, Path plain) throws IOException {
        try (InputStream in = uncompressed(new BufferedInputStream(Files.newInputStream(layer)));
                DigestOutputStream out = new DigestOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(plain)), Sha256.digest())) {
            in.transferTo(out);
            out.flush();
            return HexFormat.of().formatHex(out.getMessageDigest().digest());
        }
    }

    private static InputStream uncompressed(BufferedInputStream in) throws IOException {
        in.mark(2);
        int first = in.read();
        int second = in.read();
        in.reset();
        // The two magic bytes of gzip, RFC 1952.
        return first == 0x1f && second == 0x8b ? new GZIPInputStream(in, 64 * 1024) : in;
    }
}
