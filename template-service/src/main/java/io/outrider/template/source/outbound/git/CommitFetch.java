package io.outrider.template.source.outbound.git;

import io.outrider.template.source.domain.SourcePath;
import io.outrider.template.source.domain.SourceRefusedException;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.api.FetchCommand;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Brings the one commit that a ref names, without its history if the server allows it. */
final class CommitFetch {
    private static final String TARGET = "refs/outrider/source";
    private static final int DEPTH = 1;

    private final Git git;
    private final URIish address;
    private final FetchBounds bounds;
    private final GitHosts hosts;
    private final int silenceSeconds;

    CommitFetch(Git git, URIish address, FetchBounds bounds, GitHosts hosts, int silenceSeconds) {
        this.git = git;
        this.address = address;
        this.bounds = bounds;
        this.hosts = hosts;
        this.silenceSeconds = silenceSeconds;
    }

    /** Returns the commit's id after its files have been fetched. */
    ObjectId fetch(@Nullable String ref) throws GitAPIException {
        Collection<Ref> advertised = patient(
                        Git.lsRemoteRepository().setRemote(address.toString()).setHeads(false))
                .call();
        Optional<Ref> named = find(advertised, ref);
        if (named.isPresent()) {
            fetchSpec("+" + named.get().getName() + ":" + TARGET);
            return commit(named.get());
        }
        if (ref == null || !ObjectId.isId(ref)) {
            throw new SourceRefusedException(
                    "Expected a branch, a tag or a commit's full id, but the repository has no '"
                            + SourcePath.shown(String.valueOf(ref)) + "'");
        }
        fetchSpec("+" + ref + ":" + TARGET);
        return ObjectId.fromString(ref);
    }

    /** A branch comes before a tag of the same name; without a ref it is the remote's HEAD. */
    private static Optional<Ref> find(Collection<Ref> advertised, @Nullable String ref) {
        Stream<String> names = ref == null
                ? Stream.of(Constants.HEAD)
                : Stream.of(Constants.R_HEADS + ref, Constants.R_TAGS + ref, ref);
        return names.flatMap(name ->
                        advertised.stream().filter(known -> known.getName().equals(name)))
                .findFirst()
                .map(known -> known.isSymbolic() ? known.getTarget() : known);
    }

    /**
     * Without JGit's check for complete history, which fails on every shallow fetch. Bytes are still checked against their
     * ids, an object that is missing is missed when it is read, and names are checked like those of an archive.
     */
    private void fetchSpec(String spec) throws GitAPIException {
        FetchCommand fetch = git.fetch()
                .setRemote(address.toString())
                .setRefSpecs(new RefSpec(spec))
                .setTagOpt(TagOpt.NO_TAGS)
                .setDepth(DEPTH)
                .setProgressMonitor(bounds);
        patient(fetch).call();
    }

    private ObjectId commit(Ref ref) {
        ObjectId peeled = ref.getPeeledObjectId();
        ObjectId direct = ref.getObjectId();
        if (peeled == null && direct == null) {
            throw new SourceRefusedException("Expected a branch with a commit, but " + ref.getName() + " is empty");
        }
        return peeled == null ? direct : peeled;
    }

    private <C extends TransportCommand<C, ?>> C patient(C command) {
        command.setTransportConfigCallback(transport -> {
            if (transport instanceof TransportHttp http) {
                http.setHttpConnectionFactory(new BoundedHttp(hosts, bounds));
            }
        });
        return command.setTimeout(silenceSeconds);
    }
}
