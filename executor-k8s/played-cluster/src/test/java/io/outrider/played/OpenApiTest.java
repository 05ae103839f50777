package io.outrider.played;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects against Kubernetes' own document. */
class OpenApiTest {

    private static final String POD = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"one","labels":{"a":"b"},"creationTimestamp":"2026-01-01T00:00:00Z"},
             "spec":{"terminationGracePeriodSeconds":30,"hostNetwork":false,
              "containers":[{"name":"task","image":"task:1","ports":[{"containerPort":80}],
               "startupProbe":{"httpGet":{"port":"http"}},
               "resources":{"limits":{"memory":"64Mi","cpu":1}}}]}}
            """;

    @Test
    void shouldTakeWhatIsRight() throws JsonProcessingException {
        assertThat(problems(POD)).isEmpty();
        assertThat(problems("{'apiVersion':'v1','kind':'Secret','data':{'a':'YQ=='}}".replace('\'', '"')))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "image":"task:1"       | "imge":"task:1"      | Pod.spec.containers[0]: unknown field imge
            "name":"task",         | "command":["a"],     | Pod.spec.containers[0]: required field name is missing
            "containerPort":80     | "containerPort":"80" | Pod.spec.containers[0].ports[0].containerPort: expected a whole number of 32 bits, but it is "80"
            "hostNetwork":false    | "hostNetwork":"no"   | Pod.spec.hostNetwork: expected true or false, but it is "no"
            "a":"b"                | "a":1                | Pod.metadata.labels[a]: expected a text, but it is 1
            "port":"http"          | "port":true          | Pod.spec.containers[0].startupProbe.httpGet.port: expected a whole number or a text, but it is true
            64Mi                   | 64MB                 | Pod.spec.containers[0].resources.limits[memory]: expected a quantity, but it is "64MB"
            2026-01-01T00:00:00Z   | yesterday            | Pod.metadata.creationTimestamp: expected a time, but it is "yesterday"
            "apiVersion":"v1"      | "apiVersion":"v2"    | Pod: no such kind in v2
            """)
    void shouldNameWhatIsWrong(String right, String wrong, String problem) throws JsonProcessingException {
        assertThat(problems(POD.replace(right, wrong))).containsExactly(problem);
    }

    private static List<String> problems(String object) throws JsonProcessingException {
        return OpenApi.problems(new ObjectMapper().readTree(object));
    }
}
