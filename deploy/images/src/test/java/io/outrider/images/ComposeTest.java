package io.outrider.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.outrider.images.catalogue.ImageKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** deploy/compose as whoever installs it finds it. */
class ComposeTest {

    private static final Path COMPOSE = Built.ROOT.resolve("deploy/compose");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldBeAValidFileOnceItIsPrepared() throws IOException, InterruptedException {
        assumeTrue(Shell.has("docker-compose"), "skipped: no docker-compose");
        for (Path file : files()) {
            Files.copy(file, folder.resolve(file.getFileName()));
        }
        Shell.Result prepared = Shell.run(folder, List.of("sh", "prepare.sh"));
        assertThat(prepared.code()).as(prepared.said()).isZero();

        Shell.Result checked = Shell.run(folder, List.of("docker-compose", "config"));

        assertThat(checked.code()).as(checked.said()).isZero();
        assertThat(checked.said())
                .contains("image: outrider/gateway:", "read_only: true", "condition: service_healthy");
    }

    @Test
    void shouldMakeSecretsOnceAndOnlyForTheirOwner() throws IOException, InterruptedException {
        Files.copy(COMPOSE.resolve("prepare.sh"), folder.resolve("prepare.sh"));
        Shell.run(folder, List.of("sh", "prepare.sh"));
        String before = Files.readString(folder.resolve(".env"));

        Shell.Result again = Shell.run(folder, List.of("sh", "prepare.sh"));

        assertThat(again.code()).isZero();
        assertThat(folder.resolve(".env"))
                .content()
                .isEqualTo(before)
                .contains("POSTGRES_PASSWORD=", "OUTRIDER_TOKEN=");
        assertThat(Shell.run(folder, List.of("stat", "-c", "%a", ".env", "secrets"))
                        .said())
                .isEqualTo("600\n700\n");
        assertThat(folder.resolve("secrets/tokens")).content().contains("admin:admin:", "viewer:viewer:");
    }

    @Test
    void shouldTakeImagesOfThisVersion() throws IOException {
        String pom = Files.readString(Built.ROOT.resolve("pom.xml"), StandardCharsets.UTF_8);
        String version = pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));

        assertThat(COMPOSE.resolve("compose.yaml")).content().contains("${OUTRIDER_TAG:-" + version + "}");
    }

    @Test
    void shouldRunTheKafkaThatTheTestsRun() {
        assertThat(COMPOSE.resolve("compose.yaml"))
                .content()
                .contains("image: apache/kafka:" + System.getProperty("outrider.kafka.version") + "\n");
    }

    @Test
    void shouldHaveADatabaseForEachServiceThatOwnsOne() throws IOException {
        String compose = Files.readString(COMPOSE.resolve("compose.yaml"), StandardCharsets.UTF_8);
        String databases = Files.readString(COMPOSE.resolve("databases.sql"), StandardCharsets.UTF_8);

        for (ImageKind kind : ImageKind.values()) {
            if (kind.hasDatabase()) {
                assertThat(compose).contains("/" + kind.imageName() + ":${OUTRIDER_TAG");
                String database = kind.imageName().replace('-', '_');
                assertThat(databases).contains("CREATE DATABASE " + database + ";");
                assertThat(compose).contains("jdbc:postgresql://postgres:5432/" + database + "\n");
            }
        }
    }

    /** A tmpfs counts as memory, of which there is less than one upload may have. */
    @Test
    void shouldKeepUploadsAndSourcesOnTheDisk() throws IOException {
        String compose = Files.readString(COMPOSE.resolve("compose.yaml"), StandardCharsets.UTF_8);

        for (String service : List.of("template-service", "build-service", "gateway")) {
            int start = compose.indexOf("\n  " + service + ":\n");
            assertThat(compose.substring(start, compose.indexOf("\n\n", start)))
                    .contains("    tmpfs: []\n", "      - " + service + "-tmp:/tmp\n");
        }
    }

    private static List<Path> files() throws IOException {
        try (var found = Files.list(COMPOSE)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
