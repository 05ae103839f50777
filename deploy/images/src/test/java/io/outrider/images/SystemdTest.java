package io.outrider.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** deploy/systemd, installed below a folder and read by systemd's own tools. */
class SystemdTest {

    private static final Path SYSTEM = Path.of("/usr/lib/systemd/system");

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void install() throws IOException, InterruptedException {
        assumeTrue(Shell.has("systemd-analyze") && Files.isDirectory(SYSTEM), "skipped: no systemd-analyze");
        for (String what : List.of("services", "agent")) {
            Shell.Result installed =
                    Shell.run(Built.ROOT, List.of("sh", "deploy/systemd/install.sh", what, folder.toString()));
            assertThat(installed.code()).as(installed.said()).isZero();
        }
        Path java = Files.createDirectories(folder.resolve("usr/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path units = Files.createDirectories(folder.resolve("usr/lib/systemd/system"));
        try (Stream<Path> found = Files.list(SYSTEM)) {
            for (Path unit : found.filter(file -> file.toString().endsWith(".target") && Files.isRegularFile(file))
                    .toList()) {
                Files.copy(unit, units.resolve(unit.getFileName()));
            }
        }
    }

    @Test
    void shouldHaveNothingToComplainOf() throws IOException, InterruptedException {
        Shell.Result verified =
                analyze("verify", "outrider@gateway.service", "outrider.target", "outrider-agent.service");

        assertThat(verified.said()).isEmpty();
        assertThat(verified.code()).isZero();
    }

    @Test
    void shouldExposeLittle() throws IOException, InterruptedException {
        Shell.Result services =
                analyze("security", "--offline=true", "--no-pager", "--threshold=20", "outrider@gateway.service");
        Shell.Result agent =
                analyze("security", "--offline=true", "--no-pager", "--threshold=60", "outrider-agent.service");

        assertThat(services.code()).as(services.said()).isZero();
        assertThat(agent.code()).as(agent.said()).isZero();
    }

    @Test
    void shouldInstallEverythingAndKeepSettings() throws IOException, InterruptedException {
        Path settings = folder.resolve("etc/outrider/gateway.env");
        Files.writeString(settings, "QUARKUS_HTTP_PORT=1\n");

        Shell.run(Built.ROOT, List.of("sh", "deploy/systemd/install.sh", "services", folder.toString()));

        assertThat(settings).content().isEqualTo("QUARKUS_HTTP_PORT=1\n");
        assertThat(folder.resolve("opt/outrider/gateway/quarkus-run.jar")).isRegularFile();
        assertThat(folder.resolve("opt/outrider/gateway/jvm.options")).isRegularFile();
        assertThat(folder.resolve("opt/outrider/agent/outrider-agent")).isExecutable();
    }

    private Shell.Result analyze(String verb, String... words) throws IOException, InterruptedException {
        return Shell.run(
                folder,
                Stream.concat(Stream.of("systemd-analyze", verb, "--root=" + folder), Stream.of(words))
                        .toList());
    }
}
