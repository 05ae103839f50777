package io.outrider.template;

import io.outrider.template.source.application.SourceFetcher;
import io.outrider.template.source.domain.SourceLimits;
import io.outrider.template.source.outbound.FetchingSources;
import io.outrider.template.source.outbound.git.GitSettings;
import io.outrider.template.source.outbound.git.GitSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;

/** Wires what has no annotations of its own. */
@ApplicationScoped
public class ServiceBeans {

    @Produces
    @ApplicationScoped
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @ApplicationScoped
    public SourceFetcher sourceFetcher(Settings settings) {
        Path workDir = workDir(settings);
        Settings.Git git = settings.git();
        GitSettings gitSettings = new GitSettings(
                git.schemes(),
                git.timeout(),
                git.maxTransferBytes(),
                git.uncheckedHosts().orElse(Set.of()));
        SourceLimits limits = limits(settings);
        return new FetchingSources(workDir, limits, new GitSource(gitSettings, limits, workDir));
    }

    /** Returns where sources lie while they are checked. */
    public static Path workDir(Settings settings) {
        return settings.workDir().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "outrider-templates"));
    }

    private static SourceLimits limits(Settings settings) {
        Settings.Source source = settings.source();
        return new SourceLimits(
                source.maxCompressedBytes(),
                source.maxTotalBytes(),
                source.maxEntries(),
                source.maxDepth(),
                source.maxPathLength(),
                source.maxRatio());
    }
}
