package io.outrider.build.image.outbound.jib;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.build.image.application.ImageArchive;
import io.outrider.build.image.domain.BaseImage;
import io.outrider.build.image.domain.ImageSpec;
import io.outrider.build.testing.ImageLayout;
import io.outrider.build.testing.TestSettings;
import io.outrider.build.testing.Tgz;
import io.outrider.build.testing.Workshop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonlessBuilderTest {
    private static final byte[] CONTENT = new Tgz()
            .file("run.sh", 0100755, "#!/bin/sh\necho hello\n")
            .file("conf/app.conf", 0100600, "a=1\n")
            .bytes();

    private final Workshop workshop = new Workshop(TestSettings.of(Map.of()));

    @TempDir
    Path work;

    @Test
    void shouldBuildFromScratch() throws Exception {
        ImageArchive image = workshop.build(workshop.daemonless(), spec(new BaseImage.Scratch()), CONTENT, work);

        ImageLayout layout = ImageLayout.of(image.file());
        assertThat(layout.paths().keySet())
                .containsExactly(
                        "opt",
                        "opt/template",
                        "opt/template/conf",
                        "opt/template/conf/app.conf",
                        "opt/template/run.sh");
        assertThat(layout.paths().get("opt/template/run.sh")).startsWith("file 755 0:0");
        assertThat(layout.paths().get("opt/template/conf/app.conf")).startsWith("file 644 0:0");
        assertThat(layout.paths().get("opt/template/conf")).startsWith("folder 755 0:0");
        assertThat(layout.settings())
                .containsEntry("Entrypoint", "[\"/bin/sh\",\"run.sh\"]")
                .containsEntry("WorkingDir", "/opt/template")
                .containsEntry("User", "1000")
                .containsEntry("Labels", "{\"io.outrider.template\":\"hello\"}")
                .containsEntry("os", "linux");
    }

    @Test
    void shouldNameThePartsByWhatTheyAre() throws Exception {
        ImageArchive image = workshop.build(workshop.daemonless(), spec(new BaseImage.Scratch()), CONTENT, work);

        assertThat(ImageLayout.of(image.file()).names())
                .containsExactly(
                        "manifest.json",
                        image.digest().substring("sha256:".length()) + ".json",
                        image.layers().getFirst().sha256() + ".tar");
    }

    @Test
    void shouldGiveTheSameBytesAgain() throws Exception {
        ImageArchive one = workshop.build(
                workshop.daemonless(),
                spec(new BaseImage.Scratch()),
                CONTENT,
                Files.createDirectory(work.resolve("1")));
        Thread.sleep(1_100);
        ImageArchive two = workshop.build(
                workshop.daemonless(),
                spec(new BaseImage.Scratch()),
                CONTENT,
                Files.createDirectory(work.resolve("2")));

        assertThat(two.digest()).isEqualTo(one.digest());
        assertThat(two.file()).hasSameBinaryContentAs(one.file());
    }

    @Test
    void shouldBuildUponAnArchive() throws Exception {
        ImageSpec below = new ImageSpec(new BaseImage.Scratch(), "/", List.of("/bin/old"), new TreeMap<>(), null);
        byte[] belowContent = new Tgz().file("bin/tool", 0100755, "tool").bytes();
        ImageArchive base =
                workshop.build(workshop.daemonless(), below, belowContent, Files.createDirectory(work.resolve("1")));
        String address = workshop.artifacts.put(base.file()).sha256();

        ImageArchive image = workshop.build(
                workshop.daemonless(),
                spec(new BaseImage.Archived(address)),
                CONTENT,
                Files.createDirectory(work.resolve("2")));

        ImageLayout layout = ImageLayout.of(image.file());
        assertThat(image.layers()).hasSize(2);
        assertThat(image.layers().getFirst().sha256())
                .isEqualTo(base.layers().getFirst().sha256());
        assertThat(layout.paths()).containsKeys("bin/tool", "opt/template/run.sh");
        assertThat(layout.settings()).containsEntry("Entrypoint", "[\"/bin/sh\",\"run.sh\"]");
    }

    private static ImageSpec spec(BaseImage base) {
        return new ImageSpec(
                base,
                "/opt/template",
                List.of("/bin/sh", "run.sh"),
                new TreeMap<>(Map.of("io.outrider.template", "hello")),
                "1000");
    }
}
