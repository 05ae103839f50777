package io.outrider.agent.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskFoldersTest {

    @TempDir
    Path home;

    private TaskFolders folders;

    @BeforeEach
    void open() throws IOException {
        folders = new TaskFolders(home);
    }

    @Test
    void theNextTaskGetsTheEmptiedFolder() throws IOException {
        TaskFolder first = made();
        Object inode = inode(first.artifacts());
        for (Path file : List.of(first.log(), first.pid(), first.exit(), first.outputs())) {
            PrivateFiles.writeVolatile(file, new byte[] {'x'});
        }
        Files.writeString(Files.createDirectories(first.work().resolve("deep")).resolve("file"), "left");
        folders.remove(first);
        assertThat(first.disk()).doesNotExist();
        assertThat(first.memory()).doesNotExist();

        TaskFolder second = made();

        assertThat(second).isNotEqualTo(first);
        assertThat(inode(second.artifacts())).isEqualTo(inode);
        assertThat(below(second.disk())).containsExactlyInAnyOrder("out", "out/artifacts", "state", "pid", "exit");
        assertThat(second.pid()).isEmptyFile();
        assertThat(second.exit()).isEmptyFile();
        assertThat(second.in()).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state/left", "out/artifacts/left", "out/left", "left"})
    void aFolderThatHoldsMoreIsNotUsedAgain(String file) throws IOException {
        TaskFolder first = made();
        Files.writeString(first.disk().resolve(file), "left");
        folders.remove(first);

        assertThat(home.resolve("spare")).isEmptyDirectory();
        assertThat(first.disk()).doesNotExist();
        assertThat(below(made().disk())).containsExactlyInAnyOrder("out", "out/artifacts", "state");
    }

    @Test
    void aFolderThatTheTaskHasOpenedToOthersIsNotUsedAgain() throws IOException {
        TaskFolder first = made();
        Files.setPosixFilePermissions(first.state(), PosixFilePermissions.fromString("rwxrwxrwx"));
        folders.remove(first);

        assertThat(Files.getPosixFilePermissions(made().state()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aLinkInPlaceOfTheLogIsRemoved() throws IOException {
        TaskFolder first = made();
        Files.createSymbolicLink(first.log(), home.resolve("nowhere"));
        folders.remove(first);

        assertThat(Files.isSymbolicLink(made().log())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pid", "exit"})
    void aLinkInPlaceOfAFileIsRemovedAndNotFollowed(String name) throws IOException {
        Path elsewhere = Files.writeString(home.resolve("elsewhere"), "mine");
        TaskFolder first = made();
        Files.createSymbolicLink(first.disk().resolve(name), elsewhere);
        folders.remove(first);

        assertThat(made().disk().resolve(name)).doesNotExist();
        assertThat(elsewhere).hasContent("mine");
    }

    @Test
    void aLinkInPlaceOfAFolderIsNotUsedAgain() throws IOException {
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        TaskFolder first = made();
        Files.delete(first.state());
        Files.createSymbolicLink(first.state(), elsewhere);
        folders.remove(first);

        assertThat(Files.isSymbolicLink(made().state())).isFalse();
        assertThat(elsewhere).exists();
    }

    @Test
    void noTwoTasksGetTheSameFolder() throws IOException {
        List<TaskFolder> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(made());
        }
        for (TaskFolder folder : many) {
            folders.remove(folder);
        }
        Set<Object> inodes = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            inodes.add(inode(made().state()));
        }

        assertThat(inodes).hasSize(100);
    }

    @Test
    void whatAnEarlierAgentKeptIsRemoved() throws IOException {
        folders.remove(made());
        assertThat(home.resolve("spare")).isNotEmptyDirectory();

        folders = new TaskFolders(home);

        assertThat(home.resolve("spare")).isEmptyDirectory();
        assertThat(below(made().disk())).containsExactlyInAnyOrder("out", "out/artifacts", "state");
    }

    private TaskFolder made() throws IOException {
        TaskFolder folder = folders.fresh();
        folders.create(folder);
        return folder;
    }

    private static Object inode(Path path) throws IOException {
        return Files.getAttribute(path, "unix:ino");
    }

    private static List<String> below(Path folder) throws IOException {
        try (Stream<Path> children = Files.walk(folder)) {
            return children.filter(child -> !child.equals(folder))
                    .map(child -> folder.relativize(child).toString())
                    .toList();
        }
    }
}
