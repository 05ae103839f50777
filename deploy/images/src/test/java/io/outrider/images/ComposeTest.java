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
                assertThat(databases).contains("CREATE DATABASE " + database + "' WHERE NOT EXISTS");
                assertThat(compose).contains("jdbc:postgresql://postgres:5432/" + database + "\n");
            }
        }
    }

    /** PostgreSQL's own first start may have been cut short, and never runs a second time. */
    @Test
    void shouldMakeDatabasesThatAreMissingAtEveryStart() throws IOException {
        String databases = service("databases");

        assertThat(databases)
                .contains("image: " + image("postgres") + "\n", "-f, /etc/outrider/databases.sql]")
                .contains("ON_ERROR_STOP=1", "-d, postgres,");
        assertThat(Files.readString(COMPOSE.resolve("compose.yaml"), StandardCharsets.UTF_8))
                .doesNotContain("docker-entrypoint-initdb.d");
        assertThat(service("registry"))
                .contains("      databases:\n        condition: service_completed_successfully\n");
    }

    /** Five services and the registry: the default of 100 connections is less than they may open. */
    @Test
    void shouldHaveEnoughConnectionsForAllServices() throws IOException {
        assertThat(service("postgres")).contains("max_connections=300");
        assertThat(service("registry")).contains("APICURIO_DATASOURCE_JDBC_MAX_SIZE: \"10\"");
    }

    @Test
    void shouldLetTheRegistryOutliveARestartOfPostgresql() throws IOException {
        assertThat(service("registry")).contains("QUARKUS_DATASOURCE_POSTGRESQL_JDBC_VALIDATE_ON_BORROW: \"true\"");
    }

    /** What an image declares as a volume is made anew for each container, and stays behind. */
    @Test
    void shouldLeaveNoNamelessVolumesBehind() throws IOException {
        assertThat(service("kafka"))
                .contains("tmpfs: [/etc/kafka/secrets, /mnt/shared/config]", "kafka:/var/lib/kafka/data");
        assertThat(service("databases")).contains("tmpfs: [/var/lib/postgresql]");
        assertThat(service("postgres")).contains("postgres:/var/lib/postgresql\"");
    }

    /** A JVM every five seconds is a fifth of a core. */
    @Test
    void shouldAskKafkaForItsHealthWithoutAJvm() throws IOException {
        assertThat(service("kafka")).contains("/dev/tcp/127.0.0.1/9092").doesNotContain("/opt/kafka/bin");
    }

    /** A tmpfs counts as memory, of which there is less than one upload may have. */
    @Test
    void shouldKeepUploadsAndSourcesOnTheDisk() throws IOException {
        for (String service : List.of("template-service", "build-service", "gateway")) {
            assertThat(service(service)).contains("    tmpfs: []\n", "      - " + service + "-tmp:/tmp\n");
        }
    }

    /** Returns the part of the file that is about a service. */
    private static String service(String name) throws IOException {
        String compose = Files.readString(COMPOSE.resolve("compose.yaml"), StandardCharsets.UTF_8);
        int start = compose.indexOf("\n  " + name + ":\n");
        assertThat(start).as(name).isNotNegative();
        return compose.substring(start, compose.indexOf("\n\n", start));
    }

    private static String image(String service) throws IOException {
        String part = service(service);
        int start = part.indexOf("image: ") + "image: ".length();
        return part.substring(start, part.indexOf('\n', start));
    }

    private static List<Path> files() throws IOException {
        try (var found = Files.list(COMPOSE)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }
}
