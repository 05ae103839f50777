package io.outrider.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.images.sbom.Bom;
import io.outrider.images.sbom.Licences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicencesTest {

    private static final String BILL = """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
              {"group": "a", "name": "free", "version": "1", "licenses": [{"license": {"id": "MIT"}}]},
              {"group": "a", "name": "either", "version": "1", "licenses": [{"license": {"id": "GPL-3.0"}}, {"license": {"id": "MIT"}}]},
              {"group": "a", "name": "bound", "version": "2", "licenses": [{"license": {"name": "Ours alone"}}]},
              {"group": "a", "name": "told", "version": "3"},
              {"group": "a", "name": "silent", "version": "4"}]}
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldRefuseWhatHasNoneAndWhatHasAnother() throws IOException {
        assertThat(licences().refused(bill())).containsExactly("a:bound:2: [Ours alone]", "a:silent:4: no licence");
    }

    @Test
    void shouldListAllOfThem() throws IOException {
        assertThat(licences().list(bill()))
                .contains("a:either:1\tGPL-3.0 or MIT\n", "a:told:3\tMIT\n", "a:silent:4\t\n");
    }

    private Licences licences() throws IOException {
        return Licences.read(Files.writeString(folder.resolve("licences.txt"), "# allowed\nMIT\n\na:told = MIT\n"));
    }

    private Bom bill() throws IOException {
        return Bom.read(Files.writeString(folder.resolve("bill.json"), BILL));
    }
}
