package io.outrider.cli.stream;

import io.outrider.cli.CommandException;
import io.outrider.cli.ExitCode;
import io.outrider.cli.Session;
import io.outrider.cli.connection.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Bodies that are passed on as they come, never held in memory. */
public final class Download {
    private Download() {}

    /** Prints a text to standard output. */
    public static void print(Session session, Call call) {
        PrintWriter out = session.output().out();
        try (InputStream body = session.api().open(call.header("Accept", "text/plain"));
                Reader text = new InputStreamReader(body, StandardCharsets.UTF_8)) {
            text.transferTo(out);
            out.flush();
        } catch (IOException e) {
            throw broken(call, e);
        }
    }

    /** Saves a file; it appears at its place only when it is complete. Returns its size. */
    public static long save(Session session, Call call, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        try (InputStream body = session.api().open(call.header("Accept", "*/*"))) {
            Path partial = Files.createTempFile(folder, ".outrider-", ".part");
            try {
                long size = Files.copy(body, partial, StandardCopyOption.REPLACE_EXISTING);
                Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
                return size;
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw broken(call, e);
        }
    }

    /** Copies the bytes to standard output. */
    public static void pipe(Session session, Call call) {
        try (InputStream body = session.api().open(call.header("Accept", "*/*"))) {
            body.transferTo(System.out);
            System.out.flush();
        } catch (IOException e) {
            throw broken(call, e);
        }
    }

    private static CommandException broken(Call call, IOException e) {
        return new CommandException(
                ExitCode.UNREACHABLE, "Expected to receive " + call + " completely, but: " + e.getMessage());
    }
}
