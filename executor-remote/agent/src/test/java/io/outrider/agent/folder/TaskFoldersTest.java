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

    private final List<TaskFolder> reclaimed = new ArrayList<>();
    private TaskFolders folders;

    @BeforeEach
    void open() throws IOException {
        folders = new TaskFolders(home, folder -> reclaimed.add(folder));
    }

    @Test
    void theNextTaskGetsTheEmptiedFolder() throws IOException {
        TaskFolder first = made();
        Object inode = inode(first.artifacts());
        for (Path file : List.of(
                first.log(),
                first.pid(),
                first.exit(),
                first.outputs(),
                first.script(),
                first.in().resolve("parameters.json"),
                first.in().resolve("event.json"))) {
            PrivateFiles.writeVolatile(file, new byte[] {'x'});
        }
        Files.writeString(Files.createDirectories(first.work().resolve("deep")).resolve("file"), "left");
        Files.createSymbolicLink(first.in().resolve("content"), home);
        Files.writeString(first.memory().resolve("work.json"), "{}");
        folders.remove(first);
        assertThat(reclaimed).containsExactly(first);

        TaskFolder second = made();

        assertThat(inode(second.artifacts())).isEqualTo(inode);
        assertThat(below(second.disk())).containsExactlyInAnyOrder("out", "out/artifacts", "state", "pid", "exit");
        assertThat(second.pid()).isEmptyFile();
        assertThat(second.exit()).isEmptyFile();
        assertThat(below(second.memory())).containsExactly("in");
        assertThat(home).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state/left", "out/artifacts/left", "out/left", "left"})
    void aFolderThatHoldsMoreIsNotUsedAgain(String file) throws IOException {
        TaskFolder first = made();
        Files.writeString(first.disk().resolve(file), "left");
        folders.remove(first);

        assertThat(first.disk()).doesNotExist();
        assertThat(first.memory()).doesNotExist();
        assertThat(below(made().disk())).containsExactlyInAnyOrder("out", "out/artifacts", "state");
    }

    @ParameterizedTest
    @ValueSource(strings = {"left", "in/left"})
    void aFolderWhosePartInMemoryHoldsMoreIsNotUsedAgain(String file) throws IOException {
        TaskFolder first = made();
        Files.writeString(first.memory().resolve(file), "left");
        folders.remove(first);

        assertThat(first.disk()).doesNotExist();
        assertThat(first.memory()).doesNotExist();
        assertThat(below(made().memory())).containsExactly("in");
    }

    @Test
    void aFolderInPlaceOfAFileIsRemoved() throws IOException {
        TaskFolder first = made();
        Files.createDirectories(first.in().resolve("event.json").resolve("deep"));
        folders.remove(first);

        assertThat(below(made().memory())).containsExactly("in");
    }

    @Test
    void aFolderThatIsGoneIsMadeAnew() throws IOException {
        TaskFolder first = made();
        folders.remove(first);
        PrivateFiles.remove(first.memory());

        TaskFolder second = made();

        assertThat(second.in()).isEmptyDirectory();
        assertThat(below(second.disk())).containsExactlyInAnyOrder("out", "out/artifacts", "state");
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
    void aFileOfAnotherNameIsNotEmptied() throws IOException {
        Path elsewhere = home.resolve("elsewhere");
        PrivateFiles.writeVolatile(elsewhere, new byte[] {'x'});
        TaskFolder first = made();
        Files.createLink(first.pid(), elsewhere);
        folders.remove(first);

        assertThat(made().pid()).doesNotExist();
        assertThat(elsewhere).hasContent("x");
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
        for (int i = 0; i < SpareFolders.MOST + 10; i++) {
            many.add(made());
        }
        for (TaskFolder folder : many) {
            folders.remove(folder);
        }
        Set<Object> inodes = new HashSet<>();
        Set<TaskFolder> again = new HashSet<>();
        for (int i = 0; i < many.size(); i++) {
            TaskFolder folder = made();
            inodes.add(inode(folder.state()));
            again.add(folder);
        }

        assertThat(inodes).hasSameSizeAs(many);
        assertThat(again).hasSameSizeAs(many);
    }

    @Test
    void whatAnEarlierAgentKeptIsNotUsed() throws IOException {
        TaskFolder first = made();
        folders.remove(first);

        folders = new TaskFolders(home, folder -> {});

        assertThat(made()).isNotEqualTo(first);
    }

    @Test
    void whatCannotBeTakenBackIsRemovedWithTheRest() throws IOException {
        folders = new TaskFolders(home, folder -> {
            throw new IOException("nothing works");
        });
        TaskFolder first = made();
        Files.writeString(Files.createDirectories(first.work()).resolve("file"), "left");
        folders.remove(first);

        assertThat(first.work()).doesNotExist();
    }

    private TaskFolder made() throws IOException {
        TaskFolder folder = folders.fresh();
        folder.create();
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
