package io.outrider.stack.command;

import io.outrider.stack.infrastructure.StackDirectory;
import io.outrider.stack.process.LogTail;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code outrider logs SERVICE}: the end of one component's log, and on request whatever comes. */
@Command(name = "logs", description = "Show the log of one part of the local stack.")
public final class LogsCommand implements Callable<Integer> {

    private static final long LOOK_EVERY_MILLIS = 200;
    private static final int CHUNK_BYTES = 64 << 10;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "SERVICE", description = "As 'outrider status' names it.")
    private String service = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what comes, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "200",
            description = "How many lines (default: 200).")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path log = find(data.directory());
        PrintWriter out = Objects.requireNonNull(spec, "picocli sets it before the call")
                .commandLine()
                .getOut();
        long position = Files.size(log);
        LogTail.lastLines(log, lines).forEach(out::println);
        out.flush();
        while (follow && !out.checkError()) {
            position = printFrom(log, position, out);
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return 0;
    }

    private Path find(StackDirectory directory) throws IOException {
        List<String> known = known(directory);
        if (!known.contains(service)) {
            throw new StackCommandException("Expected a part of the stack that has a log, but found '" + service
                    + "'; there are: " + (known.isEmpty() ? "none yet" : String.join(", ", known)));
        }
        return directory.log(service);
    }

    private static List<String> known(StackDirectory directory) throws IOException {
        Path logs = directory.log("any").getParent();
        if (logs == null || !Files.isDirectory(logs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(logs)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> name.substring(0, name.length() - ".log".length()))
                    .sorted()
                    .toList();
        }
    }

    /** Returns where the next look begins; an emptied log is read from its start again. */
    private static long printFrom(Path log, long position, PrintWriter out) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            long start = file.length() < position ? 0 : position;
            byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, file.length() - start)];
            file.seek(start);
            file.readFully(chunk);
            int whole = wholeLines(chunk);
            out.print(new String(chunk, 0, whole, StandardCharsets.UTF_8));
            out.flush();
            return start + whole;
        }
    }

    /** Holds back an unfinished line, except one that fills the chunk. */
    private static int wholeLines(byte[] chunk) {
        for (int end = chunk.length; end > 0; end--) {
            if (chunk[end - 1] == '\n') {
                return end;
            }
        }
        return chunk.length == CHUNK_BYTES ? chunk.length : 0;
    }
}
