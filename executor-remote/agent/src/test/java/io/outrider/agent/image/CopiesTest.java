package io.outrider.agent.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopiesTest {

    @TempDir
    Path home;

    private Path source;
    private Path spare;
    private Copies copies;

    @BeforeEach
    void prepare() throws IOException {
        source = Files.createDirectory(home.resolve("source"));
        Files.writeString(Files.createDirectory(source.resolve("bin")).resolve("tool"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(source.resolve("bin/tool"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(source.resolve("readme"), "some text");
        Files.createSymbolicLink(source.resolve("link"), Path.of("readme"));
        Files.createDirectory(source.resolve("empty"));
        spare = home.resolve("spare");
        copies = new Copies(spare);
    }

    @Test
    void theNextTaskGetsTheCopyThatWasLeftAsItWas() throws IOException {
        Path first = made("first");
        Object inode = inode(first.resolve("readme"));

        copies.reclaim(source, first);
        assertThat(first).doesNotExist();
        Path second = made("second");

        assertThat(inode(second.resolve("readme"))).isEqualTo(inode);
        assertThat(TreeCopy.same(source, second)).isTrue();
        assertThat(spare).isEmptyDirectory();
    }

    /** What a task may do to its copy. */
    enum Change {
        WRITTEN {
            @Override
            void of(Path copy) throws IOException {
                FileTime before = Files.getLastModifiedTime(copy.resolve("readme"));
                Files.writeString(copy.resolve("readme"), "same size");
                Files.setLastModifiedTime(copy.resolve("readme"), before);
            }
        },
        TOUCHED {
            @Override
            void of(Path copy) throws IOException {
                Files.setLastModifiedTime(copy.resolve("readme"), FileTime.fromMillis(1_000));
            }
        },
        LONGER {
            @Override
            void of(Path copy) throws IOException {
                FileTime before = Files.getLastModifiedTime(copy.resolve("readme"));
                Files.writeString(copy.resolve("readme"), "some text and more");
                Files.setLastModifiedTime(copy.resolve("readme"), before);
            }
        },
        ADDED {
            @Override
            void of(Path copy) throws IOException {
                Files.createFile(copy.resolve("empty/new"));
            }
        },
        REMOVED {
            @Override
            void of(Path copy) throws IOException {
                Files.delete(copy.resolve("bin/tool"));
            }
        },
        GONE {
            @Override
            void of(Path copy) throws IOException {
                try (Stream<Path> all = Files.walk(copy)) {
                    for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        },
        OPENED {
            @Override
            void of(Path copy) throws IOException {
                Files.setPosixFilePermissions(copy.resolve("bin"), PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        },
        LINKED_ELSEWHERE {
            @Override
            void of(Path copy) throws IOException {
                Files.delete(copy.resolve("link"));
                Files.createSymbolicLink(copy.resolve("link"), Path.of("/etc"));
            }
        },
        NAMED_ELSEWHERE {
            @Override
            void of(Path copy) throws IOException {
                Files.createLink(copy.resolveSibling("kept"), copy.resolve("bin/tool"));
            }
        },
        LINK_FOR_FILE {
            @Override
            void of(Path copy) throws IOException {
                Files.move(copy.resolve("readme"), copy.resolveSibling("moved"));
                Files.createSymbolicLink(copy.resolve("readme"), copy.resolveSibling("moved"));
            }
        };

        abstract void of(Path copy) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void whatATaskHasChangedIsNotUsedAgain(Change change) throws IOException {
        Path first = made("first");
        change.of(first);

        copies.reclaim(source, first);

        assertThat(spare).doesNotExist();
        assertThat(TreeCopy.same(source, made("second"))).isTrue();
    }

    @Test
    void aCopyOfAnotherFolderIsNotUsed() throws IOException {
        copies.reclaim(source, made("first"));
        Path other = Files.createDirectory(home.resolve("other"));
        Files.writeString(other.resolve("readme"), "another text");

        copies.make(other, home.resolve("second"));

        assertThat(home.resolve("second/readme")).hasContent("another text");
        assertThat(spare).isNotEmptyDirectory();
    }

    @Test
    void aCopyOfWhatIsGoneIsNotUsedAgain() throws IOException {
        Path first = made("first");
        Files.move(source, home.resolve("evicted"));

        copies.reclaim(source, first);

        assertThat(spare).doesNotExist();
    }

    @Test
    void aLargeCopyIsNotKept() throws IOException {
        Files.write(source.resolve("half"), new byte[(int) TreeCopy.LARGEST_BYTES / 2]);
        Files.write(source.resolve("other half"), new byte[(int) TreeCopy.LARGEST_BYTES / 2]);

        copies.reclaim(source, made("first"));

        assertThat(spare).doesNotExist();
    }

    @Test
    void aSpareCopyThatIsGoneIsMadeAnew() throws IOException {
        copies.reclaim(source, made("first"));
        copies.clear();

        assertThat(TreeCopy.same(source, made("second"))).isTrue();
    }

    @Test
    void onlySoManyAreKept() throws IOException {
        for (int i = 0; i < Copies.MOST + 3; i++) {
            TreeCopy.copy(source, home.resolve("copy" + i));
        }
        for (int i = 0; i < Copies.MOST + 3; i++) {
            copies.reclaim(source, home.resolve("copy" + i));
        }

        try (Stream<Path> kept = Files.list(spare)) {
            assertThat(kept).hasSize(Copies.MOST);
        }
        copies.clear();
        assertThat(spare).doesNotExist();
    }

    @Test
    void noTwoTasksGetTheSameCopy() throws IOException {
        List<Path> firsts = List.of(made("a"), made("b"));
        for (Path copy : firsts) {
            copies.reclaim(source, copy);
        }

        assertThat(List.of(
                        inode(made("c").resolve("readme")),
                        inode(made("d").resolve("readme")),
                        inode(made("e").resolve("readme"))))
                .doesNotHaveDuplicates();
    }

    private Path made(String name) throws IOException {
        Path copy = home.resolve(name);
        copies.make(source, copy);
        return copy;
    }

    private static Object inode(Path path) throws IOException {
        return Files.getAttribute(path, "unix:ino");
    }
}
