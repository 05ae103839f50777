package io.outrider.template.manifest.domain;

import io.outrider.labels.LabelSyntax;
import java.util.Map;
import java.util.regex.Pattern;

/** The forms of names that documents share. */
public final class Names {
    /** A DNS label, so that it can be part of a host name, a path and an image's name. */
    public static final Pattern RESOURCE = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    public static final String RESOURCE_DESCRIPTION =
            "a name of at most 63 lower-case letters, digits and -, beginning and ending with a letter or digit";
    public static final String API_VERSION = "outrider/v1";

    private Names() {}

    /** Checks apiVersion and kind of a document. */
    public static void checkHead(Fields document, String kind) {
        document.required("apiVersion", Pattern.compile(Pattern.quote(API_VERSION)), API_VERSION);
        document.required("kind", Pattern.compile(kind), kind);
    }

    /** Reads labels and checks their form. */
    public static Map<String, String> labels(Fields document, String field) {
        Map<String, String> labels = document.textMap(field);
        LabelSyntax.problems(labels).forEach(problem -> document.problem(field, problem));
        return labels;
    }
}
