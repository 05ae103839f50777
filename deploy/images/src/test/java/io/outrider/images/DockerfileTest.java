package io.outrider.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.images.catalogue.Dockerfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DockerfileTest {

    private static final Path FILE = Built.ROOT.resolve("deploy/images/Dockerfile");

    /** {@code -Doutrider.golden=write} writes the file instead. */
    @Test
    void shouldBeWhatTheCatalogueRenders() throws IOException {
        String rendered = Dockerfile.render();
        if ("write".equals(System.getProperty("outrider.golden"))) {
            Files.writeString(FILE, rendered);
        }

        assertThat(FILE).content().isEqualTo(rendered);
    }
}
