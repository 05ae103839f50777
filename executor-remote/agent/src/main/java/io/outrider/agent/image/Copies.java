package io.outrider.agent.image;

import io.outrider.agent.folder.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Copies of folders that nobody changes, for tasks that may change them. One that its task left as it was is kept for the next task: to
 * compare is far cheaper than to make and remove files.
 */
public final class Copies {

    /** Of all sources together; the oldest goes first. */
    static final int MOST = 64;

    private final Path home;
    private final AtomicLong next = new AtomicLong();
    private final Deque<Spare> spares = new ArrayDeque<>();

    private record Spare(Path source, Path copy) {}

    /** Keeps spare copies in this folder, which is made when there is one to keep. */
    public Copies(Path home) {
        this.home = home;
    }

    /** Removes the copies that an earlier agent kept. */
    public void clear() throws IOException {
        PrivateFiles.remove(home);
    }

    /** Makes {@code copy}, which must not be there, a copy of {@code source}. */
    public void make(Path source, Path copy) throws IOException {
        Optional<Path> spare = take(source);
        try {
            if (spare.isPresent()) {
                Files.move(spare.get(), copy, StandardCopyOption.ATOMIC_MOVE);
                return;
            }
        } catch (NoSuchFileException e) {
            // Somebody has cleaned up.
        }
        TreeCopy.copy(source, copy);
    }

    /** Takes a copy away for the next one if it is as it was made; leaves it where it is if not. */
    public void reclaim(Path source, Path copy) throws IOException {
        if (!TreeCopy.same(source, copy)) {
            return;
        }
        Path kept = PrivateFiles.folder(home).resolve(Long.toString(next.getAndIncrement()));
        Files.move(copy, kept, StandardCopyOption.ATOMIC_MOVE);
        Optional<Path> oldest = add(new Spare(source, kept));
        if (oldest.isPresent()) {
            PrivateFiles.remove(oldest.get());
        }
    }

    private synchronized Optional<Path> take(Path source) {
        for (Iterator<Spare> all = spares.iterator(); all.hasNext(); ) {
            Spare spare = all.next();
            if (spare.source().equals(source)) {
                all.remove();
                return Optional.of(spare.copy());
            }
        }
        return Optional.empty();
    }

    /** Returns the one that is too many. */
    private synchronized Optional<Path> add(Spare spare) {
        spares.addFirst(spare);
        return spares.size() > MOST ? Optional.of(spares.removeLast().copy()) : Optional.empty();
    }
}
