package io.outrider.build.image.outbound.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.build.image.application.BuildFailure;
import io.outrider.build.image.application.ImageArchive;
import io.outrider.build.image.domain.BaseImage;
import io.outrider.build.image.domain.ImageSpec;
import io.outrider.build.testing.Docker;
import io.outrider.build.testing.ImageLayout;
import io.outrider.build.testing.TestSettings;
import io.outrider.build.testing.Tgz;
import io.outrider.build.testing.Workshop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerBuilderTest {
    private static final byte[] CONTENT = new Tgz()
            .file("run.sh", 0100755, "#!/bin/sh\necho hello\n")
            .file("conf/app $HOME.conf", 0100600, "a=1\n")
            .file(".dockerignore", 0100644, "*\n")
            .folder("empty")
            .bytes();

    private final Workshop workshop = new Workshop(TestSettings.of(Map.of()));
    private DockerEngine engine;

    @TempDir
    Path work;

    @BeforeEach
    void docker() {
        engine = Docker.assumed();
    }

    @Test
    void shouldBuildTheSameLayoutAsTheDaemonlessOneFromScratch() throws Exception {
        ImageSpec spec = spec(new BaseImage.Scratch());

        ImageArchive docker = workshop.build(workshop.docker(engine), spec, CONTENT, folder("1"));
        ImageArchive daemonless = workshop.build(workshop.daemonless(), spec, CONTENT, folder("2"));

        assertSameLayout(docker, daemonless);
    }

    @Test
    void shouldBuildTheSameLayoutAsTheDaemonlessOneUponABase() throws Exception {
        ImageSpec below = new ImageSpec(
                new BaseImage.Scratch(), "/usr", List.of("/old"), new TreeMap<>(Map.of("of", "base")), "9");
        byte[] belowContent = new Tgz().file("bin/tool", 0100755, "tool").bytes();
        ImageArchive base = workshop.build(workshop.daemonless(), below, belowContent, folder("0"));
        ImageSpec spec =
                spec(new BaseImage.Archived(workshop.artifacts.put(base.file()).sha256()));

        ImageArchive docker = workshop.build(workshop.docker(engine), spec, CONTENT, folder("1"));
        ImageArchive daemonless = workshop.build(workshop.daemonless(), spec, CONTENT, folder("2"));

        assertSameLayout(docker, daemonless);
        assertThat(ImageLayout.of(docker.file()).paths()).containsKey("usr/bin/tool");
    }

    @Test
    void shouldHandOutImagesThatTheEngineLoads() throws Exception {
        ImageArchive image = workshop.build(workshop.daemonless(), spec(new BaseImage.Scratch()), CONTENT, folder("1"));

        engine.client().loadImageCmd(Files.newInputStream(image.file())).exec();

        assertThat(engine.client().inspectImageCmd(image.digest()).exec().getId())
                .isEqualTo(image.digest());
        engine.client().removeImageCmd("outrider.local/image:test").exec();
    }

    @Test
    void shouldStreamTheEnginesLog() throws Exception {
        workshop.build(workshop.docker(engine), spec(new BaseImage.Scratch()), CONTENT, folder("1"));

        assertThat(String.join("", workshop.log)).contains("Step 1/", "ENTRYPOINT [\"/bin/sh\"", "Successfully built");
    }

    @Test
    void shouldSayWhichBaseIsMissing() {
        ImageSpec spec = spec(new BaseImage.Referenced("127.0.0.1:9/none/such:1"));

        assertThatThrownBy(() -> workshop.build(workshop.docker(engine), spec, CONTENT, folder("1")))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining("127.0.0.1:9/none/such:1");
    }

    @Test
    void shouldStopWhenInterrupted() throws Exception {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> workshop.build(workshop.docker(engine), spec(new BaseImage.Scratch()), CONTENT, work))
                .isInstanceOf(InterruptedException.class);
    }

    private static void assertSameLayout(ImageArchive docker, ImageArchive daemonless) {
        ImageLayout one = ImageLayout.of(docker.file());
        ImageLayout other = ImageLayout.of(daemonless.file());
        assertThat(one.paths()).isEqualTo(other.paths());
        assertThat(one.settings()).isEqualTo(other.settings());
        assertThat(one.names()).hasSameSizeAs(other.names());
    }

    private Path folder(String name) throws Exception {
        return Files.createDirectories(work.resolve(name));
    }

    private static ImageSpec spec(BaseImage base) {
        return new ImageSpec(
                base,
                "/opt/template",
                List.of("/bin/sh", "$HOME \"quoted\"\nline"),
                new TreeMap<>(Map.of("io.outrider.template", "he\"llo $HOME \\ x", "b", "2")),
                "1000");
    }
}
