package io.outrider.template.version.application;

import io.outrider.outbox.OpenTransaction;
import io.outrider.template.version.domain.TemplateVersion;
import io.outrider.template.version.domain.VersionId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Versions in an open transaction of the reactive client, locked together with their templates. Blocks. */
public interface LockedVersions {

    /** Locks and returns those of the versions that exist. */
    List<TemplateVersion> lock(OpenTransaction transaction, Collection<VersionId> ids);

    /** Returns versions, not locked, that are BUILDING and were last heard of before the given time. */
    List<VersionId> silentSince(OpenTransaction transaction, Instant before, int limit);

    /** Returns how many versions are BUILDING. */
    long countBuilding(OpenTransaction transaction);

    /** Writes the version's state. */
    void save(OpenTransaction transaction, TemplateVersion version);
}
