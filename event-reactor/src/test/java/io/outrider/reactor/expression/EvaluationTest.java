package io.outrider.reactor.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.Context;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    private final Jinjava engine = Sandbox.engine(false);

    @Test
    void shouldLeaveNothingInTheEngine() {
        Context shared = engine.getGlobalContext();
        int size = shared.size();

        for (String template : List.of(
                "{% for x in event.list %}{% set seen = x %}{{ x | upper }}{% endfor %}",
                "{% set leak = event.secret %}{{ leak }} {{ range(3) | join }} {{ event.secret is defined }}",
                "{% if event.list and nothing %}{% else %}{{ event.secret | default('x') | tojson }}{% endif %}{% raw %}{{ }}{% endraw %}")) {
            assertThat(render(template, "s3cret")).isNotEmpty();
        }

        assertThat(shared.size()).isEqualTo(size);
        assertThat(shared.getResolvedExpressions()).isEmpty();
        assertThat(shared.getResolvedValues()).isEmpty();
        assertThat(shared.getResolvedFunctions()).isEmpty();
        assertThat(shared.getDependencies().isEmpty()).isTrue();
        assertThat(shared.getGlobalMacros()).isEmpty();
        assertThat(shared.getSessionBindings()).doesNotContainKeys("leak", "seen", "event");
        assertThat(render("{{ leak }}{{ seen }}{{ x }}", "other")).isEmpty();
    }

    @Test
    void shouldKeepThreadsApart() {
        List<String> results = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(i -> render(
                        "{% set a = event.secret %}{% for x in event.list %}{{ a }}{{ x }}{% endfor %}", "n" + i))
                .toList();

        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i)).isEqualTo("n" + i + "1n" + i + "2");
        }
    }

    private String render(String template, String secret) {
        Map<String, Object> event = Map.of("secret", secret, "list", List.of("1", "2"));
        return Evaluation.of(engine, Map.of("event", event), interpreter -> interpreter.render(template));
    }
}
