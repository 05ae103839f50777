package io.outrider.template.source.outbound;

import io.outrider.template.source.application.Source;
import io.outrider.template.source.application.SourceFetcher;
import io.outrider.template.source.domain.SourceLimits;
import io.outrider.template.source.domain.SourceOrigin;
import io.outrider.template.source.outbound.archive.ArchiveSource;
import io.outrider.template.source.outbound.disk.FolderRemoval;
import io.outrider.template.source.outbound.git.GitSource;
import java.nio.file.Path;
import java.time.Instant;

/** Fetches each kind of source its own way. */
public final class FetchingSources implements SourceFetcher {
    private final Path workFolder;
    private final SourceLimits limits;
    private final GitSource git;

    public FetchingSources(Path workFolder, SourceLimits limits, GitSource git) {
        this.workFolder = workFolder;
        this.limits = limits;
        this.git = git;
    }

    @Override
    public Source fetch(SourceOrigin origin) {
        return switch (origin) {
            case SourceOrigin.Upload upload -> ArchiveSource.unpack(upload.archive(), workFolder, limits);
            case SourceOrigin.Git repository -> git.fetch(repository);
        };
    }

    @Override
    public void removeLeftovers(Instant before) {
        FolderRemoval.removeOlder(workFolder, before);
    }
}
