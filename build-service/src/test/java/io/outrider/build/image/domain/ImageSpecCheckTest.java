package io.outrider.build.image.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSpecCheckTest {

    @ParameterizedTest
    @ValueSource(strings = {"relative", "/a/../b", "/a b", "/a\nRUN evil", "/$HOME", "/a//b", "/a/", "", "/\"x\""})
    void shouldRefuseAPathThatADockerfileCannotSaySafely(String path) {
        List<String> problems = ImageSpecCheck.problems(spec("alpine", path, "v", null));

        assertThat(problems).singleElement().asString().startsWith("Expected contentPath");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"alpine\nRUN evil", "Alpine", "alpine AS x", "--platform=x alpine", "archive:../../etc/passwd"})
    void shouldRefuseABaseThatIsNoReference(String base) {
        List<String> problems = ImageSpecCheck.problems(spec(base, "/template", "v", null));

        assertThat(problems).singleElement().asString().startsWith("Expected baseImage");
    }

    @Test
    void shouldNameEveryProblem() {
        List<String> problems = ImageSpecCheck.problems(spec("A", "b", "line\nbreak", "ro ot"));

        assertThat(problems).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alpine",
                "127.0.0.1:5000/a/b:1.2",
                "x@sha256:0123456789012345678901234567890123456789012345678901234567890123"
            })
    void shouldTakeReferences(String base) {
        List<String> problems = ImageSpecCheck.problems(spec(base, "/template", "v", "nobody"));

        assertThat(problems).isEmpty();
    }

    private static ImageSpec spec(
            String base, String path, String label, @org.jspecify.annotations.Nullable String user) {
        return new ImageSpec(BaseImage.parse(base), path, List.of("/run"), new TreeMap<>(Map.of("l", label)), user);
    }
}
