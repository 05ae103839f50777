package io.outrider.images.sbom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which licences may be in what is shipped, and what each part has. */
public final class Licences {

    private final Set<String> allowed;
    private final Map<String, String> known;

    private Licences(Set<String> allowed, Map<String, String> known) {
        this.allowed = Set.copyOf(allowed);
        this.known = Map.copyOf(known);
    }

    /**
     * Reads deploy/sbom/licences.txt: a line for each that is allowed, as bills of material write it, and
     * {@code group:name = licence} or {@code group = licence} for parts that name none. Lines with # are remarks.
     */
    public static Licences read(Path file) throws IOException {
        var allowed = new HashSet<String>();
        var known = new HashMap<String, String>();
        for (String line : Files.readAllLines(file)) {
            String[] sides = line.strip().split(" = ", 2);
            if (sides.length == 2) {
                known.put(sides[0], sides[1]);
            } else if (!sides[0].isEmpty() && !sides[0].startsWith("#")) {
                allowed.add(sides[0]);
            }
        }
        return new Licences(allowed, known);
    }

    /** Returns a line for each part of which no licence is known or none is allowed. */
    public List<String> refused(Bom bom) {
        return bom.components().stream()
                .filter(component -> of(component).stream().noneMatch(allowed::contains))
                .map(component -> component.name() + ": " + (of(component).isEmpty() ? "no licence" : of(component)))
                .toList();
    }

    /** Returns the list of parts with their licences, for people. */
    public String list(Bom bom) {
        return bom.components().stream()
                .map(component -> component.name() + "\t" + String.join(" or ", of(component)) + "\n")
                .distinct()
                .sorted()
                .collect(Collectors.joining());
    }

    private List<String> of(Component component) {
        if (!component.licences().isEmpty()) {
            return component.licences();
        }
        String group = component.document().path("group").asText();
        String part = group + ":" + component.document().path("name").asText();
        String named = known.containsKey(part) ? known.get(part) : known.get(group);
        return named == null ? List.of() : List.of(named);
    }
}
