package io.outrider.template.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.template.manifest.domain.InvalidDocumentException;
import io.outrider.template.manifest.domain.Problem;
import io.outrider.template.manifest.domain.Problems;
import io.outrider.template.manifest.domain.SchemaChecker;
import io.outrider.template.manifest.outbound.schema.Draft202012Checker;
import io.outrider.template.manifest.yaml.YamlDocuments;
import io.outrider.template.type.domain.TemplateType;
import io.outrider.template.type.domain.TemplateTypeReader;
import io.outrider.template.version.domain.Composition;
import io.outrider.template.version.domain.Definition;
import io.outrider.template.version.domain.TemplateManifest;
import io.outrider.template.version.domain.TemplateManifestReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates joined with their type: what is accepted, and which field is blamed for what. */
class TemplateDocumentsTest {
    private static final SchemaChecker CHECKER = new Draft202012Checker();
    private static final String HEAD = "apiVersion: outrider/v1\nkind: Template\nname: t\ntype: base\n";
    private static final String TYPE = """
            apiVersion: outrider/v1
            kind: TemplateType
            name: base
            hostTools: true
            command: [/bin/sh]
            parameters:
              inventory: {type: string, required: true}
              forks: {type: integer, default: 5}
              token: {type: string, sensitive: true}
            """;

    private record Joined(Definition definition, List<Problem> problems) {}

    @Test
    void shouldDelegateFixAndDefaultTheTypesParameters() {
        Joined joined = join("""
                delegate: [inventory]
                set: {forks: 20}
                parameters:
                  size: {type: integer, required: true}
                  password: {type: string, sensitive: true, default: 'secret://vault/x'}
                """);

        assertThat(joined.problems()).isEmpty();
        Definition definition = joined.definition();
        assertThat(definition.fixedParameters()).isEqualTo(Map.of("forks", 20));
        assertThat(definition.sensitive()).containsExactly("password", "token");
        assertThat(definition.parameterSchema())
                .containsEntry("required", List.of("inventory", "size"))
                .containsEntry("additionalProperties", false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    set: {forks: many}                                     | set.forks
                    set: {forsk: 1}                                        | set.forsk
                    delegate: [inventory, inventory]                       | delegate[1]
                    set: {token: plain}                                    | set.token
                    set: {inventory: a}\\ndelegate: [inventory]             | set.inventory
                    parameters: {forks: {type: integer}}                   | parameters.forks
                    parameters: {a: {type: integer, default: x}}           | parameters.a.default
                    parameters: {a: {type: string, sensitive: true, default: x}} | parameters.a.default
                    parameters: {a: {minimun: 1}}                          | parameters.a.minimun
                    parameters: {a: {$ref: 'file:///etc/passwd'}}          | parameters.a.$ref
                    parameters: {a: {type: string, pattern: '('}}          | parameters.a
                    parameters: {a-b: {type: string}}                      | parameters.a-b
                    outputs: {a: {type: string, default: x}}               | outputs.a.default
                    methods: {Run: {}}                                     | methods.Run
                    methods: {run: {arg: [x]}}                             | methods.run.arg
                    env: {prefix: OUTRIDER_}                               | env.prefix
                    files: ../x                                            | files
                    onLost: rerun                                          | onLost
                    version: 1.0                                           | version
                    limits: {memory: lots}                                 | limits.memory
                    limits: {cpu: -1}                                      | limits.cpu
                    """)
    void shouldBlameTheField(String lines, String field) {
        Joined joined = join(lines.replace("\\n", "\n") + "\n");

        assertThat(joined.problems()).extracting(Problem::field).anyMatch(found -> found.startsWith(field));
        assertThat(joined.problems()).extracting(Problem::message).allMatch(message -> message.startsWith("Expected "));
    }

    @Test
    void shouldDemandWhatTheTypeRequires() {
        assertThat(join("").problems()).extracting(Problem::field).containsExactly("set.inventory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [",
                "a: 1\na: 2",
                "- a list",
                "a: !!java.net.URL [x]",
                "a: &x {b: 1}\nc: *x",
                "1: a",
                "a: .nan",
                "",
                "a: 1\n---\nb: 2"
            })
    void shouldRefuseYamlThatIsNoPlainObject(String text) {
        assertThatThrownBy(() -> YamlDocuments.read("template.yaml", text))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("Expected ");
    }

    @Test
    void shouldRefuseDocumentsTooDeepOrTooLong() {
        assertThatThrownBy(() -> YamlDocuments.read("d", "a: " + "[".repeat(100_000)))
                .isInstanceOf(InvalidDocumentException.class);
        assertThatThrownBy(() -> YamlDocuments.read("d", "a: " + "[".repeat(50) + "]".repeat(50)))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("levels");
        assertThatThrownBy(() -> YamlDocuments.read("d", "a: " + "x".repeat(YamlDocuments.MAX_LENGTH)))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("characters");
    }

    private static Joined join(String lines) {
        TemplateType type = new TemplateTypeReader(CHECKER)
                .read(YamlDocuments.read("type", TYPE))
                .withVersion(1);
        Problems problems = new Problems();
        TemplateManifest manifest =
                new TemplateManifestReader(CHECKER).read(YamlDocuments.read("template", HEAD + lines), problems);
        Definition definition = Composition.of(manifest, type, CHECKER, problems);
        return new Joined(definition, problems.toList());
    }
}
