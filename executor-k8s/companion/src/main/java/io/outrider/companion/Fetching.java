package io.outrider.companion;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Brings parameters, event and the template's files into the folder of inputs. May be run again over what is there. */
final class Fetching {

    private final Surroundings here;
    private final ExecutorClient client;

    Fetching(Surroundings here) {
        this.here = here;
        this.client = new ExecutorClient(here);
    }

    void run() throws IOException, InterruptedException {
        file("parameters.json");
        file("event.json");
        if (here.content() != null) {
            content(here.content());
        }
    }

    private void file(String name) throws IOException, InterruptedException {
        Path part = here.in().resolve("." + name);
        HttpResponse<Path> response = client.get("/inputs/" + name, BodyHandlers.ofFile(part));
        if (response.statusCode() == 404) {
            Files.deleteIfExists(part);
            return;
        }
        // The task may run as another user than this program.
        Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("r--r--r--"));
        Files.move(part, here.in().resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private void content(String sha256) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.get("/content", BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() == 404) {
                throw new IOException("Expected the executor to have the template's files " + sha256
                        + ", but it does not; push the template again");
            }
            DigestInputStream digest = new DigestInputStream(body, MessageDigest.getInstance("SHA-256"));
            new TarUnpacking(here.in().resolve("content")).unpack(digest);
            digest.transferTo(java.io.OutputStream.nullOutputStream());
            String came = HexFormat.of().formatHex(digest.getMessageDigest().digest());
            if (!came.equals(sha256)) {
                throw new IOException("Expected the template's files " + sha256 + ", but " + came + " came");
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
