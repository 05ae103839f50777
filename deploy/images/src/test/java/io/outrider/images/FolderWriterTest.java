package io.outrider.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.images.catalogue.ImagePlan;
import io.outrider.images.catalogue.Layer;
import io.outrider.images.writing.FolderWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWriterTest {

    @TempDir
    private Path folder = Path.of("");

    /** The Dockerfile copies every layer, and COPY fails where there is no folder. */
    @Test
    void shouldMakeAFolderForALayerWithNothingInIt() throws IOException {
        Path program = Files.writeString(folder.resolve("program.jar"), "jar");
        var plan = new ImagePlan(
                "companion",
                List.of(
                        new Layer("libraries", List.of()),
                        new Layer("program", List.of(new Layer.Entry(program, "/opt/program.jar", "644", "0:0")))),
                List.of("/opt/java/bin/java"),
                List.of(),
                Map.of(),
                List.of(),
                Map.of());

        FolderWriter.write(plan, folder.resolve("companion"));

        assertThat(folder.resolve("companion/libraries")).isEmptyDirectory();
        assertThat(folder.resolve("companion/program/opt/program.jar")).hasContent("jar");
    }
}
