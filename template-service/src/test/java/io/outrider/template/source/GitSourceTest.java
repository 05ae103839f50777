package io.outrider.template.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.template.source.application.Source;
import io.outrider.template.source.domain.SourceFile;
import io.outrider.template.source.domain.SourceLimits;
import io.outrider.template.source.domain.SourceOrigin;
import io.outrider.template.source.domain.SourceRefusedException;
import io.outrider.template.source.outbound.git.GitSettings;
import io.outrider.template.source.outbound.git.GitSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitSourceTest {
    @TempDir
    Path folder;

    private Path repository = Path.of("");

    @BeforeEach
    void repository() throws Exception {
        repository = Files.createDirectories(folder.resolve("repository"));
        try (Git git = Git.init()
                .setDirectory(repository.toFile())
                .setInitialBranch("main")
                .call()) {
            Files.createDirectories(repository.resolve("deep/one"));
            Files.writeString(repository.resolve("deep/one/run.sh"), "1");
            commit(git);
            git.tag()
                    .setName("v1")
                    .setAnnotated(true)
                    .setMessage("v1")
                    .setSigned(false)
                    .call();
            Files.writeString(repository.resolve("deep/one/run.sh"), "22");
            Files.createSymbolicLink(repository.resolve("link"), Path.of("/etc/passwd"));
            commit(git);
        }
    }

    @Test
    void shouldFetchBranchTagAndCommitBelowAPath() throws Exception {
        String head;
        try (Git git = Git.open(repository.toFile())) {
            head = git.getRepository().resolve("main").name();
        }

        assertThat(sizeOfRun("main")).isEqualTo(2);
        assertThat(sizeOfRun("v1")).isEqualTo(1);
        assertThat(sizeOfRun(head)).isEqualTo(2);
        assertThat(sizeOfRun(null)).isEqualTo(2);
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @Test
    void shouldRefuseLinksPathsAndRefsThatAreNotThere() {
        assertRefused("main", null, "'link' is a symbolic link");
        assertRefused("main", "nowhere", "the commit has none there");
        assertRefused("main", "deep/one/run.sh", "Expected git.path to be a folder, but 'deep/one/run.sh' is none");
        assertRefused("main", "../outside", "without '..'");
        assertRefused("gone", null, "has no 'gone'");
        assertThat(folder.resolve("work")).isEmptyDirectory();
    }

    @Test
    void shouldStopARepositoryThatBringsTooMuch() {
        assertThatThrownBy(() -> source(100).fetch(new SourceOrigin.Git(url(), "main", "deep/one")))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining("brings more than 100 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ext::sh -c id",
                "file:///etc",
                "/etc",
                "https://user:secret@example.com/x.git",
                "https://token@example.com/x.git",
                "ftp://example.com/x",
                "https://example.com/\nx"
            })
    void shouldRefuseAddressesThatItMustNotReach(String url) {
        GitSource strict = new GitSource(
                new GitSettings(Set.of("https"), Duration.ofSeconds(5), 1_000_000, Set.of()),
                SourceLimits.DEFAULT,
                folder.resolve("work"));

        assertThatThrownBy(() -> strict.fetch(new SourceOrigin.Git(url, null, null)))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageStartingWith("Expected a git URL")
                .hasMessageNotContaining("secret");
    }

    private long sizeOfRun(@Nullable String ref) {
        try (Source source = source(10_000_000).fetch(new SourceOrigin.Git(url(), ref, "deep/one"))) {
            SourceFile file = source.listing().files().getFirst();
            assertThat(file.path()).isEqualTo("run.sh");
            return file.size();
        }
    }

    private void assertRefused(String ref, @Nullable String path, String words) {
        assertThatThrownBy(() -> source(10_000_000).fetch(new SourceOrigin.Git(url(), ref, path)))
                .isInstanceOf(SourceRefusedException.class)
                .hasMessageContaining(words);
    }

    private GitSource source(long transferBytes) {
        return new GitSource(
                new GitSettings(Set.of("file"), Duration.ofSeconds(30), transferBytes, Set.of()),
                SourceLimits.DEFAULT,
                folder.resolve("work"));
    }

    private String url() {
        return repository.toUri().toString();
    }

    private static void commit(Git git) throws Exception {
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage("x")
                .setAuthor("a", "a@example.com")
                .setCommitter("a", "a@example.com")
                .setSign(false)
                .call();
    }
}
