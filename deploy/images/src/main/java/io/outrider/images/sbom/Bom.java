package io.outrider.images.sbom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A bill of material, CycloneDX in JSON.
 *
 * @param document the whole file
 * @param components its parts, in the order of the file
 */
public record Bom(JsonNode document, List<Component> components) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public Bom {
        components = List.copyOf(components);
    }

    /** Reads what the build wrote about everything that is shipped. */
    public static Bom read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    "Expected the bill of material in " + file + ", but it is not there; run ./outrider rebuild");
        }
        JsonNode document = JSON.readTree(file.toFile());
        var components = new ArrayList<Component>();
        document.path("components").forEach(component -> components.add(Component.of(component)));
        return new Bom(document, components);
    }

    /**
     * Returns the bill of one image: of all parts those whose very bytes are in it, what its other jars say of themselves, and the
     * Java runtime.
     *
     * @param jars in the image; those that the build itself made are left out, they are Outrider
     * @param below what else is in the image
     */
    public Bom ofImage(String name, String version, List<Path> jars, List<Component> below) throws IOException {
        Map<String, Component> byHash = components.stream()
                .filter(component -> !component.sha256().isEmpty())
                .collect(Collectors.toMap(Component::sha256, Function.identity(), (one, same) -> one));
        var found = new ArrayList<Component>();
        for (Path jar : jars) {
            Component component = byHash.get(ShippedJar.sha256(jar));
            if (component != null) {
                found.add(component);
            } else if (ShippedJar.isOfOthers(jar)) {
                found.add(ShippedJar.describe(jar));
            }
        }
        found.add(Component.of(runtime()));
        found.addAll(below);
        ObjectNode own = JSON.createObjectNode();
        own.put("bomFormat", "CycloneDX");
        own.set("specVersion", document.path("specVersion"));
        own.put("version", 1);
        own.putObject("metadata")
                .putObject("component")
                .put("type", "container")
                .put("bom-ref", "outrider-" + name)
                .put("name", "outrider-" + name)
                .put("version", version);
        var list = own.putArray("components");
        found.forEach(component -> list.add(component.document()));
        return new Bom(own, found);
    }

    public void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), document);
    }

    private static ObjectNode runtime() {
        ObjectNode runtime = JSON.createObjectNode();
        runtime.put("type", "platform")
                .put("bom-ref", "openjdk")
                .put("group", System.getProperty("java.vendor", ""))
                .put("name", "OpenJDK")
                .put("version", Runtime.version().toString());
        runtime.putArray("licenses").addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
        return runtime;
    }
}
