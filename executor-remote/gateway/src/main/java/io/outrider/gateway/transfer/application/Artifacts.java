package io.outrider.gateway.transfer.application;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.gateway.transfer.outbound.postgres.TransferTable;
import io.outrider.protocol.TaskRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The artifact store as agents may use it: they put what their tasks leave, and get what their tasks need. Blocks. */
@ApplicationScoped
public class Artifacts {

    private final ArtifactStore store;
    private final TransferTable table;

    Artifacts(ArtifactStore store, TransferTable table) {
        this.store = store;
        this.table = table;
    }

    /** Tells whether the node may put artifacts of the attempt. */
    public boolean mayPut(String node, TaskRef ref) {
        return table.isHeld(ref, node);
    }

    /** Stores a file and returns its sha256 in hex. */
    public String put(Path file) {
        return store.put(file).sha256();
    }

    /** Returns the size of a blob; empty if it is not there, or none of the node's tasks needs it. */
    public OptionalLong size(String node, String sha256) {
        return table.needsBlob(node, sha256) ? store.size(sha256) : OptionalLong.empty();
    }

    /** Opens a blob at the given byte. The caller closes it. */
    public Optional<InputStream> open(String sha256, long offset) {
        return store.open(sha256, offset);
    }
}
