package io.outrider.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The table of metrics and what the running stack exposes are the same. */
@ExtendWith(SharedStack.class)
class MetricsTest {

    private static final Path TABLE = Path.of(System.getProperty("outrider.root"), "docs/metrics.md");

    private final Outrider outrider;
    private final ClusterExecutor cluster;

    @TempDir
    Path folder;

    MetricsTest(Outrider outrider, ClusterExecutor cluster) {
        this.outrider = outrider;
        this.cluster = cluster;
    }

    private record Row(String type, Set<String> labels, String meaning) {}

    @Test
    void shouldDocumentWhatIsExposedAndExposeWhatIsDocumented() throws Exception {
        ObservedLoad.run(outrider, folder);

        Exposition exposed = Exposition.of(Services.of(outrider, cluster).values());

        Map<String, Row> found = new TreeMap<>();
        exposed.types().forEach((name, type) -> {
            if (name.startsWith("outrider_") && !name.endsWith("_max")) {
                found.put(name, new Row(type, exposed.labels(name), exposed.help(name)));
            }
        });
        Map<String, Row> documented = documented();
        assertThat(found).containsExactlyInAnyOrderEntriesOf(documented);
    }

    private static Map<String, Row> documented() throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        try (Stream<String> lines = Files.lines(TABLE)) {
            lines.filter(line -> line.startsWith("| `outrider_")).forEach(line -> {
                List<String> cells =
                        Stream.of(line.split("\\|")).map(String::strip).toList();
                rows.put(cells.get(1).replace("`", ""), new Row(cells.get(2), labels(cells.get(3)), cells.get(6)));
            });
        }
        return rows;
    }

    private static Set<String> labels(String cell) {
        return cell.equals("–") ? Set.of() : new TreeSet<>(List.of(cell.split(", ")));
    }
}
