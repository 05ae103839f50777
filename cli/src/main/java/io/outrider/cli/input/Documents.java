package io.outrider.cli.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.outrider.cli.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Files that users give: YAML or JSON (which is YAML too), one document or several; {@code -} is standard input. */
public final class Documents {
    /** As much as any service takes in one request, and more than a person writes. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private Documents() {}

    public static String text(String option, String file) {
        try {
            byte[] bytes = "-".equals(file) ? System.in.readNBytes(MAX_BYTES + 1) : read(Path.of(file));
            if (bytes.length > MAX_BYTES) {
                throw CommandException.usage("Expected " + option + " to be at most 4 MiB, but " + file + " is larger");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CommandException.usage("Expected " + option + " to name a readable file, but " + file + " is not");
        }
    }

    /** Every document in the file that is an object. */
    public static List<JsonNode> objects(String option, String file) {
        String text = text(option, file);
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(text)) {
            List<JsonNode> objects = new ArrayList<>();
            documents.forEachRemaining(document -> {
                if (document.isObject()) {
                    objects.add(document);
                } else if (!document.isNull()) {
                    throw CommandException.usage("Expected a mapping (key: value) in each document of " + file
                            + ", but found " + document.getNodeType().toString().toLowerCase(Locale.ROOT));
                }
            });
            if (objects.isEmpty()) {
                throw CommandException.usage("Expected a YAML or JSON document in " + file + ", but it is empty");
            }
            return objects;
        } catch (RuntimeException | IOException e) {
            throw broken(file, e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            return stream.readNBytes(MAX_BYTES + 1);
        }
    }

    private static RuntimeException broken(String file, Exception e) {
        if (e instanceof CommandException told) {
            return told;
        }
        Throwable cause = e.getCause() instanceof JsonProcessingException inner ? inner : e;
        if (cause instanceof JsonProcessingException syntax) {
            var at = syntax.getLocation();
            String place = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            String first = syntax.getOriginalMessage().lines().findFirst().orElse("broken syntax");
            return CommandException.usage("Expected YAML or JSON in " + file + place + ", but: " + first);
        }
        return new IllegalStateException("Expected to parse " + file + ", but failed", e);
    }
}
