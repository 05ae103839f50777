package io.outrider.template.version.domain;

import io.outrider.template.manifest.domain.Fields;
import io.outrider.template.manifest.domain.Names;
import io.outrider.template.manifest.domain.Parameter;
import io.outrider.template.manifest.domain.ParameterReader;
import io.outrider.template.manifest.domain.Problems;
import io.outrider.template.manifest.domain.SchemaChecker;
import io.outrider.template.manifest.domain.Suggestion;
import io.outrider.template.type.domain.TypeReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a document of kind Template: strictly, and all mistakes at once. */
public final class TemplateManifestReader {
    /** The file at the root of a template's source. */
    public static final String FILE = "template.yaml";

    private static final Pattern ENV_PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,31}");
    private static final Pattern RESERVED_PREFIX = Pattern.compile("(?:OUTRIDER|TYPE|LD)_.*");
    private static final Pattern FOLDER = Pattern.compile("(?:(?!\\.{1,2}(?:/|$))[^/\\\\\\p{Cntrl}]+/?){1,32}");
    private static final Pattern METHOD = Pattern.compile("[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");
    /** Nothing that could be written: its mistake is among the problems already. */
    private static final TypeReference NO_TYPE = new TypeReference("", OptionalInt.empty());

    private static final Map<String, OnLost> ON_LOST =
            Map.of("fail", OnLost.FAIL, "wait", OnLost.WAIT, "rerun", OnLost.RERUN);

    private final SchemaChecker checker;

    public TemplateManifestReader(SchemaChecker checker) {
        this.checker = checker;
    }

    /** Reads the document; what is wrong goes to the problems and is read as if it were absent. */
    public TemplateManifest read(Map<String, Object> document, Problems problems) {
        Fields fields = new Fields("", document, problems);
        Names.checkHead(fields, "Template");
        fields.text("description");
        ParameterReader parameters = new ParameterReader(checker, problems);
        TemplateManifest manifest = new TemplateManifest(
                fields.required("name", Names.RESOURCE, Names.RESOURCE_DESCRIPTION),
                version(fields),
                type(fields),
                Names.labels(fields, "labels"),
                parameters.read(fields, "parameters"),
                fields.texts("delegate"),
                fields.map("set"),
                envPrefix(fields),
                outputs(fields, parameters),
                methods(fields, problems),
                files(fields),
                onLost(fields),
                runtime(fields),
                LimitsReader.read(fields),
                fields.flag("writableRoot"),
                document);
        DependencyRules.check(fields);
        fields.end();
        return manifest;
    }

    private static Optional<SemanticVersion> version(Fields fields) {
        String text = fields.text("version");
        Optional<SemanticVersion> version = Optional.ofNullable(text).flatMap(SemanticVersion::parse);
        if (text != null && version.isEmpty()) {
            fields.problem("version", "Expected a semantic version like 1.4.0, but was '" + text + "'");
        }
        return version;
    }

    private static TypeReference type(Fields fields) {
        boolean there = fields.has("type");
        String text = fields.text("type");
        Optional<TypeReference> type = Optional.ofNullable(text).flatMap(TypeReference::parse);
        if (type.isEmpty() && (text != null || !there)) {
            fields.problem(
                    "type",
                    "Expected a template type like host-shell or ansible@2, but "
                            + (text == null ? "it is missing" : "was '" + text + "'"));
        }
        return type.orElse(NO_TYPE);
    }

    private static List<Parameter> outputs(Fields fields, ParameterReader parameters) {
        List<Parameter> outputs = parameters.read(fields, "outputs");
        outputs.stream()
                .filter(Parameter::hasDefault)
                .forEach(output ->
                        fields.problem("outputs." + output.name() + ".default", "Expected no default of an output"));
        return outputs;
    }

    private static @Nullable String envPrefix(Fields fields) {
        Fields env = fields.object("env");
        if (env == null) {
            return null;
        }
        String prefix = env.required("prefix", ENV_PREFIX, "the beginning of a variable's name, like TF_VAR_");
        if (RESERVED_PREFIX.matcher(prefix).matches()) {
            env.problem("prefix", "Expected a prefix that is not reserved, but was '" + prefix + "'");
        }
        env.end();
        return prefix;
    }

    private static Map<String, Method> methods(Fields fields, Problems problems) {
        Map<String, Method> methods = new LinkedHashMap<>();
        fields.map("methods").forEach((name, value) -> {
            String path = fields.path("methods") + "." + name;
            Map<String, Object> document = value == null ? Map.of() : Fields.asObject(value);
            if (!METHOD.matcher(name).matches()) {
                problems.add(path, "Expected a method's name of lower-case letters, digits and -");
            } else if (document == null) {
                problems.add(path, "Expected an object like {args: [plan]}, but was " + Fields.kind(value));
            } else {
                Fields method = new Fields(path, document, problems);
                methods.put(name, new Method(method.texts("args"), method.flag("readOnly")));
                method.end();
            }
        });
        return methods.isEmpty() ? Map.of("run", new Method(List.of(), false)) : methods;
    }

    private static String files(Fields fields) {
        if (!fields.has("files")) {
            return fields.text("files", "");
        }
        String folder = fields.required("files", FOLDER, "a folder of the source, like files/");
        if (!FOLDER.matcher(folder).matches()) {
            return "";
        }
        return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    }

    private static OnLost onLost(Fields fields) {
        String word = fields.text("onLost", "fail");
        boolean idempotent = fields.flag("idempotent");
        OnLost onLost = ON_LOST.get(word);
        if (onLost == null) {
            fields.problem(
                    "onLost",
                    "Expected fail, wait or rerun, but was '" + word + "'"
                            + Suggestion.forWord(word, ON_LOST.keySet()));
            return OnLost.FAIL;
        }
        if (onLost == OnLost.RERUN && !idempotent) {
            fields.problem("onLost", "Expected idempotent: true beside onLost: rerun, because the first run may go on");
        }
        return onLost;
    }

    private static @Nullable String runtime(Fields fields) {
        String runtime = fields.text("runtime");
        if (runtime != null && !runtime.equals("host")) {
            fields.problem("runtime", "Expected host, or no runtime for an isolated one, but was '" + runtime + "'");
        }
        return runtime;
    }
}
