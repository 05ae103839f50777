package io.outrider.template.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.template.source.domain.SourceLimits;
import io.outrider.template.source.domain.SourcePath;
import io.outrider.template.source.domain.SourceRefusedException;
import io.outrider.template.source.domain.SourceTally;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an archive calls its entries, an accepted path stays inside and means one file. */
class SourcePathPropertyTest {
    private static final Path ROOT = Path.of("/root/of/a/source");

    @Property
    void shouldNeverLeadOutOfTheSource(@ForAll("paths") String raw) {
        accepted(raw).ifPresent(path -> {
            Path resolved = ROOT.resolve(path.value()).normalize();
            assertThat(resolved).startsWithRaw(ROOT);
            assertThat(ROOT.relativize(resolved).toString()).isEqualTo(path.value());
        });
    }

    @Property
    void shouldNeverFailOtherwiseThanByRefusing(@ForAll String raw) {
        accepted(raw).ifPresent(path -> assertThat(path.value()).doesNotContain("\0", "\\", "\n"));
    }

    @Property
    void shouldAcceptWhatItAccepted(@ForAll("paths") String raw) {
        accepted(raw).ifPresent(path -> assertThat(accepted(path.value())).contains(path));
    }

    @Property
    void shouldNeverAcceptTwoFilesThatAFileSystemMayTakeForOne(@ForAll("manyPaths") List<String> raws) {
        SourceTally tally = new SourceTally(SourceLimits.DEFAULT, Long.MAX_VALUE);
        Set<String> seen = new HashSet<>();
        for (String raw : raws) {
            try {
                String key = tally.file(raw).value().toLowerCase(Locale.ROOT);
                assertThat(seen).noneMatch(other -> other.equals(key) || other.startsWith(key + "/"));
                seen.add(key);
            } catch (SourceRefusedException e) {
                assertThat(e).hasMessageStartingWith("Expected ");
            }
        }
    }

    private static Optional<SourcePath> accepted(String raw) {
        try {
            return Optional.of(SourcePath.of(raw, SourceLimits.DEFAULT));
        } catch (SourceRefusedException e) {
            return Optional.empty();
        }
    }

    @Provide
    Arbitrary<List<String>> manyPaths() {
        return paths().list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "A", "b", "/", "/", "..", ".", "./", "\\", "C:", " ", "é", "e\u0301", "\0", "x.sh")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }
}
