package io.outrider.build.image.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder under {@code dockerfiles} holds {@code in.json} and {@code expected.Dockerfile}. */
class DockerfileGoldenTest {

    @ParameterizedTest
    @MethodSource("folders")
    void shouldWriteTheExpectedDockerfile(Path folder) throws IOException {
        JsonNode in = new ObjectMapper().readTree(folder.resolve("in.json").toFile());
        ImageSpec spec = spec(in);

        String text = Dockerfile.of(spec, new ResolvedBase(in.path("from").asText(), null));

        assertThat(ImageSpecCheck.problems(spec)).isEmpty();
        assertThat(text).isEqualTo(Files.readString(folder.resolve("expected.Dockerfile")));
    }

    static Stream<Path> folders() throws IOException, URISyntaxException {
        Path root = Path.of(Objects.requireNonNull(DockerfileGoldenTest.class.getResource("/dockerfiles"))
                .toURI());
        try (Stream<Path> folders = Files.list(root)) {
            return folders.sorted().toList().stream();
        }
    }

    private static ImageSpec spec(JsonNode in) {
        List<String> command = new ArrayList<>();
        in.path("command").forEach(argument -> command.add(argument.asText()));
        TreeMap<String, String> labels = new TreeMap<>();
        in.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new ImageSpec(
                BaseImage.parse(in.path("baseImage").asText("")),
                in.path("contentPath").asText(),
                command,
                labels,
                in.has("user") ? in.path("user").asText() : null);
    }
}
