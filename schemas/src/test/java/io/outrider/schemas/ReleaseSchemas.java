package io.outrider.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.specific.SpecificData;

/** Writes the schemas of a release, each complete in one file; run once for each release, from the module's folder. */
final class ReleaseSchemas {

    static final Path FOLDER = Path.of("released");

    private ReleaseSchemas() {}

    static Path file(Topic<?> topic) {
        return FOLDER.resolve(topic.type().getSimpleName() + ".avsc");
    }

    public static void main(String[] args) throws IOException {
        Files.createDirectories(FOLDER);
        for (Topic<?> topic : Topic.all()) {
            Schema schema = SpecificData.get().getSchema(topic.type());
            Files.writeString(file(topic), SchemaFormatter.format("json/pretty", schema) + "\n");
        }
    }
}
