package io.outrider.build.image.outbound.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.build.configuration.BuildSettings;
import io.outrider.build.image.application.ImageArchive;
import io.outrider.build.image.application.ImageArchive.Layer;
import io.outrider.build.image.domain.BaseImage;
import io.outrider.build.image.domain.ImageSpec;
import io.outrider.build.image.outbound.docker.DockerEngine;
import io.outrider.build.testing.Docker;
import io.outrider.build.testing.ImageLayout;
import io.outrider.build.testing.LocalRegistry;
import io.outrider.build.testing.TestSettings;
import io.outrider.build.testing.Tgz;
import io.outrider.build.testing.Workshop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushingRegistryTest {
    @TempDir
    Path folder;

    private @Nullable LocalRegistry local;
    private BuildSettings settings = TestSettings.of(Map.of());
    private String address = "";

    @BeforeEach
    void start() throws Exception {
        local = LocalRegistry.assumed(folder);
        address = local.address();
        settings = TestSettings.of(
                Map.of("outrider.build.registry", address + "/team", "outrider.build.insecure-registries", "true"));
    }

    @AfterEach
    void stop() {
        if (local != null) {
            local.close();
        }
    }

    @Test
    void shouldPushAnImageThatOthersBuildUpon() throws Exception {
        Workshop workshop = new Workshop(settings);
        ImageArchive base = build(workshop, new BaseImage.Scratch(), "/usr", "1");

        String reference = push(base);

        assertThat(reference).matches(java.util.regex.Pattern.quote(address) + "/team/image@sha256:[0-9a-f]{64}");
        assertThat(push(base)).isEqualTo(reference);
        ImageArchive upon = build(workshop, new BaseImage.Referenced(address + "/team/image:one"), "/template", "2");
        assertThat(upon.layers()).hasSize(2);
        assertThat(upon.layers().getFirst().sha256())
                .isEqualTo(base.layers().getFirst().sha256());
        assertThat(new BaseDigests(new RegistryClients(settings))
                        .resolve(address + "/team/image:one")
                        .from())
                .isEqualTo(reference);
    }

    @Test
    void shouldGiveTheImageItsIdWhereItIsPulled() throws Exception {
        DockerEngine engine = Docker.assumed();
        Workshop workshop = new Workshop(settings);
        ImageArchive image = build(workshop, new BaseImage.Scratch(), "/usr", "1");
        String reference = push(image);

        ImageSpec spec = spec(new BaseImage.Referenced(reference), "/template");
        ImageArchive docker = workshop.build(workshop.docker(engine), spec, content(), folder("2"));
        ImageArchive daemonless = workshop.build(workshop.daemonless(), spec, content(), folder("3"));

        assertThat(engine.client().inspectImageCmd(reference).exec().getId()).isEqualTo(image.digest());
        assertThat(docker.layers().stream().map(Layer::sha256))
                .startsWith(image.layers().getFirst().sha256());
        assertThat(ImageLayout.of(docker.file()).paths())
                .isEqualTo(ImageLayout.of(daemonless.file()).paths());
        engine.client().removeImageCmd(reference).exec();
    }

    private String push(ImageArchive image) throws InterruptedException {
        return new PushingRegistry(settings, new RegistryClients(settings)).push(image, "image", "one", text -> {});
    }

    private ImageArchive build(Workshop workshop, BaseImage base, String path, String name) throws Exception {
        return workshop.build(workshop.daemonless(), spec(base, path), content(), folder(name));
    }

    private static byte[] content() {
        return new Tgz().file("bin/tool", 0100755, "tool").bytes();
    }

    private static ImageSpec spec(BaseImage base, String path) {
        return new ImageSpec(base, path, List.of("/bin/tool"), new TreeMap<>(), null);
    }

    private Path folder(String name) throws Exception {
        return Files.createDirectories(folder.resolve(name));
    }
}
