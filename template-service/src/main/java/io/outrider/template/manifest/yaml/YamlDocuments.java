package io.outrider.template.manifest.yaml;

import io.outrider.template.manifest.domain.Fields;
import io.outrider.template.manifest.domain.InvalidDocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one document of YAML 1.2, of which JSON is a part, into maps, lists and plain values: no dates, no {@code no}
 * that is false, no tags, no aliases of collections, no key twice.
 */
public final class YamlDocuments {
    /** Characters of one document. */
    public static final int MAX_LENGTH = 256 * 1024;

    private static final int MAX_DEPTH = 40;
    /** UTF-8 needs no more for a character of the basic plane, which is all that counts as one in a string. */
    private static final int BYTES_OF_A_CHARACTER = 3;

    private YamlDocuments() {}

    /** Reads an object from a stream, of which no more than needed is taken; otherwise as {@link #read(String, String)}. */
    public static Map<String, Object> read(String name, InputStream in) {
        try {
            byte[] bytes = in.readNBytes(MAX_LENGTH * BYTES_OF_A_CHARACTER + 1);
            return read(name, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + name + ", but " + e, e);
        }
    }

    /**
     * Reads an object.
     *
     * @param name of the document, for messages
     * @throws InvalidDocumentException naming line and column
     */
    public static Map<String, Object> read(String name, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidDocumentException(
                    name, "Expected at most " + MAX_LENGTH + " characters, but there are " + text.length());
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .setAllowRecursiveKeys(false)
                .setCodePointLimit(MAX_LENGTH)
                .build();
        Object loaded;
        try {
            loaded = new Load(settings).loadFromString(text);
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> " in line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                    .orElse("");
            throw new InvalidDocumentException(name, "Expected YAML, but " + e.getProblem() + where);
        } catch (YamlEngineException e) {
            throw new InvalidDocumentException(name, "Expected YAML, but " + e.getMessage());
        } catch (StackOverflowError e) {
            // The parser calls itself for each level, and the text is short enough for thousands.
            throw tooDeep(name);
        }
        checkValues(name, loaded, 0);
        Map<String, Object> document = Fields.asObject(loaded);
        if (document == null) {
            throw new InvalidDocumentException(name, "Expected an object, but was " + Fields.kind(loaded));
        }
        return document;
    }

    private static InvalidDocumentException tooDeep(String path) {
        return new InvalidDocumentException(path, "Expected at most " + MAX_DEPTH + " levels, but there are more");
    }

    private static void checkValues(String path, @Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw tooDeep(path);
        }
        switch (value) {
            case Double number
            when !Double.isFinite(number) ->
                throw new InvalidDocumentException(path, "Expected a number that JSON has, but was " + number);
            case Map<?, ?> map ->
                map.forEach((key, nested) -> {
                    if (!(key instanceof String)) {
                        throw new InvalidDocumentException(
                                path + "." + key, "Expected a key in quotes, but was " + key);
                    }
                    checkValues(path + "." + key, nested, depth + 1);
                });
            case List<?> list -> list.forEach(nested -> checkValues(path + "[]", nested, depth + 1));
            case String text -> {}
            case Number number -> {}
            case Boolean flag -> {}
            case null -> {}
            default -> throw new InvalidDocumentException(path, "Expected a plain value, but it has a tag");
        }
    }
}
