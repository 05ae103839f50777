package io.outrider.images.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/** The Dockerfile with a stage for each image; deploy/images/Dockerfile is what this renders. */
public final class Dockerfile {

    private static final String HEAD = """
            # Rendered from the catalogue of images; DockerfileTest compares. One stage for each image:
            #   docker build -f deploy/images/Dockerfile --target gateway -t outrider/gateway:local .
            # BUILDER has Maven, a JDK (21 or newer) and glibc; images stand on nothing but what is copied from it.
            ARG BUILDER=maven:3.9-eclipse-temurin-25

            FROM ${BUILDER} AS build
            WORKDIR /source
            COPY . .
            RUN ./outrider images --format folders --output-dir /images
            """;

    private Dockerfile() {}

    /** Returns the whole file. */
    public static String render() {
        var text = new StringBuilder(HEAD);
        for (ImageKind kind : ImageKind.values()) {
            text.append('\n').append(stage(kind));
        }
        return text.toString();
    }

    private static String stage(ImageKind kind) {
        var text = new StringBuilder("FROM scratch AS " + kind.imageName() + "\n");
        for (String layer : List.of("base", "java", "libraries", "program")) {
            text.append("COPY --from=build /images/%s/%s/ /\n".formatted(kind.imageName(), layer));
        }
        String own = ImageKind.USER + ":" + ImageKind.USER;
        for (String folder : List.of("/var/lib/outrider", "/home/outrider")) {
            text.append("COPY --from=build --chown=%s /images/%s/own%s/ %s/\n"
                    .formatted(own, kind.imageName(), folder, folder));
        }
        text.append("ENV ");
        text.append(kind.environment().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .collect(Collectors.joining(" \\\n    ")));
        text.append('\n');
        kind.ports().forEach(port -> text.append("EXPOSE ").append(port).append('\n'));
        text.append("USER ").append(own).append('\n');
        text.append("WORKDIR /\n");
        text.append("ENTRYPOINT ").append(words(Planning.entrypoint(kind))).append('\n');
        if (!kind.program().arguments().isEmpty()) {
            text.append("CMD ").append(words(kind.program().arguments())).append('\n');
        }
        return text.toString();
    }

    private static String words(List<String> argv) {
        return argv.stream().map(word -> '"' + word + '"').collect(Collectors.joining(", ", "[", "]"));
    }
}
