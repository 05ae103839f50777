package io.outrider.agent.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outrider.agent.folder.PrivateFiles;
import io.outrider.protocol.ProtocolJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An append-only file of JSON lines. One thread writes whatever is waiting and syncs once for all of it (group commit), then runs
 * what waited for it, in order. A broken last line is a crash while writing and is dropped: nothing was done upon it. Only one
 * agent can have it open.
 */
public final class Journal implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Journal.class.getName());
    // Some 20,000 records; read in well under a second.
    private static final long COMPACT_BYTES = 4 * 1024 * 1024;

    private final Path file;
    private final FileChannel lockFile;
    private final JournalState state = new JournalState();
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private FileChannel channel;
    private final Thread writer;

    private record Waiting(List<? extends JournalRecord> records, boolean durable, Runnable then) {}

    /** Opens the journal of this folder and reads it. */
    public Journal(Path stateDir) throws IOException {
        this.file = PrivateFiles.folder(stateDir).resolve("journal");
        this.lockFile = FileChannel.open(stateDir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lockFile.tryLock();
        if (lock == null) {
            throw new IOException("Expected to be the only agent on " + stateDir + ", but another one runs");
        }
        load();
        this.channel = rewritten();
        this.writer = Thread.ofPlatform().name("journal").daemon().start(this::loop);
    }

    /** Returns what was open when the journal was read. Call it before anything is appended. */
    public Collection<JournalEntry> entries() {
        return state.entries();
    }

    /** Writes records and then does something, on the journal's thread: once they are safe on the disk. */
    public void commit(List<? extends JournalRecord> records, Runnable then) {
        queue.add(new Waiting(records, true, then));
    }

    /** Writes a record soon; it survives the agent, and mostly the machine. */
    public void note(JournalRecord record) {
        queue.add(new Waiting(List.of(record), false, () -> {}));
    }

    private void load() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1)) {
            try {
                if (!line.isBlank()) {
                    state.apply(ProtocolJson.mapper().readValue(line, JournalRecord.class));
                }
            } catch (JsonProcessingException e) {
                LOG.log(System.Logger.Level.WARNING, "Dropped a broken line of the journal: " + e.getOriginalMessage());
            }
        }
    }

    private FileChannel rewritten() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        state.records().forEach(record -> text.writeBytes(line(record)));
        PrivateFiles.write(file, text.toString(StandardCharsets.UTF_8));
        return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private void loop() {
        try {
            while (true) {
                List<Waiting> batch = new ArrayList<>();
                batch.add(queue.take());
                queue.drainTo(batch);
                write(batch);
                batch.forEach(waiting -> waiting.then().run());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Without a journal nothing may be started: better no agent than one that forgets.
            LOG.log(
                    System.Logger.Level.ERROR,
                    "Expected to write the journal, but " + e.getMessage() + "; stopping",
                    e);
            Runtime.getRuntime().halt(74);
        }
    }

    private void write(List<Waiting> batch) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Waiting waiting : batch) {
            waiting.records().forEach(record -> {
                state.apply(record);
                lines.writeBytes(line(record));
            });
        }
        ByteBuffer buffer = ByteBuffer.wrap(lines.toByteArray());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        if (batch.stream().anyMatch(Waiting::durable)) {
            channel.force(false);
        }
        if (channel.size() > COMPACT_BYTES) {
            channel.close();
            channel = rewritten();
        }
    }

    private static byte[] line(JournalRecord record) {
        try {
            return (ProtocolJson.mapper().writerFor(JournalRecord.class).writeValueAsString(record) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the writer; what is waiting is written first. */
    @Override
    public void close() throws IOException {
        Thread current = writer;
        commit(List.of(), current::interrupt);
        try {
            current.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channel.close();
        lockFile.close();
    }
}
