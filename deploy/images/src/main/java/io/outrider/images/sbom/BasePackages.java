package io.outrider.images.sbom;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packages of the distribution that an image's base layer has files of. */
public final class BasePackages {

    private static final String LIST = "usr/share/outrider/packages.txt";
    private static final Pattern PURL = Pattern.compile("pkg:deb/([^/]+)/([^@]+)@([^?]+)\\?.*");

    private BasePackages() {}

    /** Reads what {@code make-root.sh} listed; nothing where the machine has no such packages. */
    public static List<Component> of(Path base) throws IOException {
        Path list = base.resolve(LIST);
        if (!Files.isRegularFile(list)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(list)) {
            return lines.map(PURL::matcher)
                    .filter(Matcher::matches)
                    .map(BasePackages::component)
                    .toList();
        }
    }

    private static Component component(Matcher purl) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("type", "library")
                .put("bom-ref", purl.group())
                .put("purl", purl.group())
                .put("group", purl.group(1))
                .put("name", purl.group(2))
                .put("version", purl.group(3));
        return Component.of(document);
    }
}
