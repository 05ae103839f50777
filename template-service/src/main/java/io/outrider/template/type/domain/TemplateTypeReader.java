package io.outrider.template.type.domain;

import io.outrider.template.manifest.domain.Fields;
import io.outrider.template.manifest.domain.InvalidDocumentException;
import io.outrider.template.manifest.domain.Names;
import io.outrider.template.manifest.domain.Parameter;
import io.outrider.template.manifest.domain.ParameterReader;
import io.outrider.template.manifest.domain.Problems;
import io.outrider.template.manifest.domain.SchemaChecker;
import io.outrider.template.manifest.domain.Suggestion;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a document of kind TemplateType. */
public final class TemplateTypeReader {
    private static final Pattern IMAGE = Pattern.compile(
            "[a-z0-9](?:[a-z0-9._:/-]{0,199}[a-z0-9])?(?::[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(?:@sha256:[0-9a-f]{64})?");
    private static final Pattern PINNED = Pattern.compile(".*@sha256:[0-9a-f]{64}");
    private static final Pattern CONTENT_PATH = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]+){1,16}");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9_-]{1,32}(?::[A-Za-z0-9_-]{1,32})?");
    private static final String DEFAULT_CONTENT_PATH = "/template";
    /** Where every executor mounts the files of a template that was not built. */
    private static final String AD_HOC_CONTENT_PATH = "/outrider/in/content";

    private static final int MAX_ARGUMENTS = 64;

    private final SchemaChecker checker;

    public TemplateTypeReader(SchemaChecker checker) {
        this.checker = checker;
    }

    /**
     * Reads the document; the version is the one that it states, or 0 if it states none.
     *
     * @throws InvalidDocumentException with every mistake
     */
    public TemplateType read(Map<String, Object> document) {
        Problems problems = new Problems();
        Fields fields = new Fields("", document, problems);
        Names.checkHead(fields, "TemplateType");
        String name = fields.required("name", Names.RESOURCE, Names.RESOURCE_DESCRIPTION);
        int version = fields.integer("version", 0, 1, 999_999);
        Mode mode = mode(fields);
        String image = image(fields, mode);
        String contentPath = contentPath(fields, mode);
        List<String> command = command(fields);
        String user = optional(fields, "user", USER, "a user or user:group");
        Map<String, String> labels = Names.labels(fields, "labels");
        List<Parameter> parameters = new ParameterReader(checker, problems).read(fields, "parameters");
        checkVariables(fields, parameters);
        String description = fields.text("description", "");
        fields.end();
        problems.orThrow();
        return new TemplateType(
                name, version, mode, description, image, contentPath, command, user, labels, parameters, document);
    }

    private static Mode mode(Fields fields) {
        String text = fields.text("mode", Mode.STANDARD.text());
        List<String> words = Arrays.stream(Mode.values()).map(Mode::text).toList();
        Optional<Mode> mode = Arrays.stream(Mode.values())
                .filter(candidate -> candidate.text().equals(text))
                .findFirst();
        if (mode.isEmpty()) {
            fields.problem(
                    "mode", "Expected standard or ad-hoc, but was '" + text + "'" + Suggestion.forWord(text, words));
        }
        return mode.orElse(Mode.STANDARD);
    }

    private static @Nullable String image(Fields fields, Mode mode) {
        String image = optional(fields, "image", IMAGE, "an image reference like docker.io/library/debian:12-slim");
        boolean hostTools = fields.flag("hostTools");
        if (image == null && !hostTools && !fields.has("image")) {
            fields.problem("image", "Expected an image, or hostTools: true to use the node's own tools");
        }
        if (image != null && hostTools) {
            fields.problem("hostTools", "Expected either image or hostTools: true, but both are set");
        }
        if (image != null && mode == Mode.AD_HOC && !PINNED.matcher(image).matches()) {
            fields.problem(
                    "image",
                    "Expected a digest (…@sha256:…) at the end, because ad-hoc templates run the image unbuilt");
        }
        return image;
    }

    private static String contentPath(Fields fields, Mode mode) {
        String path = optional(fields, "contentPath", CONTENT_PATH, "an absolute path without special characters");
        if (mode == Mode.STANDARD) {
            return path == null ? DEFAULT_CONTENT_PATH : path;
        }
        if (path != null && !path.equals(AD_HOC_CONTENT_PATH)) {
            fields.problem(
                    "contentPath", "Expected none: files of an ad-hoc template are always at " + AD_HOC_CONTENT_PATH);
        }
        return AD_HOC_CONTENT_PATH;
    }

    private static List<String> command(Fields fields) {
        List<String> command = fields.texts("command");
        if (command.isEmpty() || command.size() > MAX_ARGUMENTS) {
            fields.problem("command", "Expected 1 to " + MAX_ARGUMENTS + " arguments, but there are " + command.size());
        }
        if (command.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
            fields.problem("command", "Expected arguments without NUL characters");
        }
        return command;
    }

    /** Two names that differ only in case would be the same variable TYPE_NAME. */
    private static void checkVariables(Fields fields, List<Parameter> parameters) {
        Set<String> variables = new HashSet<>();
        for (Parameter parameter : parameters) {
            String variable = "TYPE_" + parameter.name().toUpperCase(Locale.ROOT);
            if (!variables.add(variable)) {
                fields.problem(
                        "parameters." + parameter.name(), "Expected names that differ in more than case: " + variable);
            }
        }
    }

    private static @Nullable String optional(Fields fields, String name, Pattern form, String description) {
        if (!fields.has(name)) {
            return fields.text(name);
        }
        String value = fields.required(name, form, description);
        return form.matcher(value).matches() ? value : null;
    }
}
