package io.outrider.template.source.outbound.git;

import io.outrider.template.source.application.Source;
import io.outrider.template.source.domain.SourceLimits;
import io.outrider.template.source.domain.SourceOrigin;
import io.outrider.template.source.domain.SourcePath;
import io.outrider.template.source.domain.SourceRefusedException;
import io.outrider.template.source.outbound.disk.CollectedSource;
import io.outrider.template.source.outbound.disk.FolderRemoval;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.jspecify.annotations.Nullable;

/** Reads a commit's files straight from its objects; nothing is checked out, no hook and no filter ever runs. */
public final class GitSource {
    /** A server that says nothing for so long has gone. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final GitSettings settings;
    private final GitHosts hosts;
    private final SourceLimits limits;
    private final Path workFolder;

    public GitSource(GitSettings settings, SourceLimits limits, Path workFolder) {
        this.settings = settings;
        this.hosts = new GitHosts(settings.uncheckedHosts());
        this.limits = limits;
        this.workFolder = workFolder;
        // The owner's ~/.gitconfig could send URLs elsewhere.
        IsolatedGitConfig.install();
    }

    /**
     * Fetches the commit and collects its files. The caller closes the source.
     *
     * @throws SourceRefusedException when the URL, the repository or a file breaks a rule; nothing stays behind
     */
    public Source fetch(SourceOrigin.Git origin) {
        URIish address = GitAddress.parse(origin.url(), settings.schemes());
        if (address.getHost() != null) {
            hosts.check(address.getHost());
        }
        String path = origin.path() == null
                ? ""
                : SourcePath.of(origin.path(), limits).value();
        Path repository = temporaryFolder();
        FetchBounds bounds = new FetchBounds(repository, settings);
        try (Git git =
                Git.init().setBare(true).setDirectory(repository.toFile()).call()) {
            ObjectId commit = commit(git, address, bounds, origin.ref());
            bounds.look();
            return collect(git.getRepository(), commit, path, bounds);
        } catch (GitAPIException | JGitInternalException | IOException e) {
            throw new SourceRefusedException(
                    "Expected to fetch " + address + ", but " + (bounds.isCancelled() ? bounds.reason() : cause(e)), e);
        } finally {
            FolderRemoval.remove(repository);
        }
    }

    private ObjectId commit(Git git, URIish address, FetchBounds bounds, @Nullable String ref)
            throws GitAPIException, IOException {
        int silence = (int) Math.min(SILENCE.toSeconds(), settings.timeout().toSeconds());
        CommitFetch fetch = new CommitFetch(git, address, bounds, hosts, silence);
        try {
            return new Interruptible<>(() -> fetch.fetch(ref)).within(bounds.left());
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case GitAPIException failed -> throw failed;
                case RuntimeException refused -> throw refused;
                case null, default -> throw new IllegalStateException("Expected to fetch " + address + ", but " + e, e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the service stops");
        }
    }

    private Source collect(Repository repository, ObjectId commit, String path, FetchBounds bounds) throws IOException {
        if (bounds.isCancelled()) {
            throw new IOException(bounds.reason());
        }
        CollectedSource source = CollectedSource.begin(workFolder, limits, Long.MAX_VALUE);
        boolean whole = false;
        try (RevWalk walk = new RevWalk(repository)) {
            RevTree tree = walk.parseCommit(commit).getTree();
            collect(repository, tree, path, source);
            whole = true;
            return source;
        } finally {
            if (!whole) {
                source.close();
            }
        }
    }

    private static void collect(Repository repository, RevTree tree, String path, CollectedSource source)
            throws IOException {
        try (TreeWalk files = new TreeWalk(repository)) {
            files.addTree(tree);
            files.setRecursive(true);
            if (!path.isEmpty()) {
                files.setFilter(PathFilter.create(path));
            }
            boolean any = false;
            while (files.next()) {
                any = true;
                String name = files.getPathString();
                if (name.equals(path)) {
                    throw new SourceRefusedException(
                            "Expected git.path to be a folder, but '" + SourcePath.shown(path) + "' is none");
                }
                add(repository, files, path.isEmpty() ? name : name.substring(path.length() + 1), source);
            }
            if (!any) {
                throw new SourceRefusedException("Expected files at '" + path + "', but the commit has none there");
            }
        }
    }

    private static void add(Repository repository, TreeWalk file, String name, CollectedSource source)
            throws IOException {
        FileMode mode = file.getFileMode(0);
        if (!mode.equals(FileMode.REGULAR_FILE) && !mode.equals(FileMode.EXECUTABLE_FILE)) {
            String kind = mode.equals(FileMode.GITLINK) ? "a submodule" : "a symbolic link";
            throw new SourceRefusedException(
                    "Expected plain files and folders, but '" + SourcePath.shown(name) + "' is " + kind);
        }
        try (InputStream content = repository.open(file.getObjectId(0)).openStream()) {
            source.addFile(name, mode.equals(FileMode.EXECUTABLE_FILE), content);
        }
    }

    private Path temporaryFolder() {
        try {
            Files.createDirectories(workFolder);
            return Files.createTempDirectory(workFolder, "git-");
        } catch (IOException e) {
            throw new UncheckedIOException("Expected a folder for a repository in " + workFolder + ", but " + e, e);
        }
    }

    private static @Nullable String cause(Exception e) {
        Throwable deepest = e;
        while (deepest.getCause() != null && deepest.getCause().getMessage() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage();
    }
}
