package io.outrider.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A template that writes one line into a file each time it is started, and then takes a while. */
final class ProbeTemplate {

    private ProbeTemplate() {}

    /** Pushes the template under a name and waits until it is built. */
    static void push(Outrider outrider, String name) {
        Path folder = write(name);
        outrider.run("template", "push", folder.toString(), "--wait").ok();
    }

    /** Writes the template's folder. */
    static Path write(String name) {
        try {
            Path folder = Files.createTempDirectory("outrider-probe");
            Files.writeString(folder.resolve("template.yaml"), """
                    apiVersion: outrider/v1
                    kind: Template
                    name: %s
                    type: host-shell
                    runtime: host
                    parameters:
                      file: {type: string, required: true}
                      seconds: {type: integer, minimum: 0, default: 0}
                    env: {prefix: PROBE_}
                    outputs: {starts: {type: integer}}
                    """.formatted(name));
            Files.writeString(folder.resolve("run.sh"), """
                    echo "$OUTRIDER_JOB" >> "$PROBE_file"
                    [ -z "$TRACEPARENT" ] || echo "$TRACEPARENT" > "$PROBE_file.traceparent"
                    i=0
                    while [ $i -lt "$PROBE_seconds" ]; do
                      i=$((i + 1)); echo "second $i"; sleep 1
                    done
                    echo "{\\"starts\\": 1}" > "$OUTRIDER_OUT/outputs.json"
                    """);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jobs that were started, one entry for each start of a process. */
    static List<String> starts(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
