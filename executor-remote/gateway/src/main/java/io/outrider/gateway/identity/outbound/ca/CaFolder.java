package io.outrider.gateway.identity.outbound.ca;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The files of the certificate authority: {@code ca-key.pem}, readable by its owner only, and {@code ca.pem}.
 *
 * <p>Made at the first start. The two are published by one rename of a folder, so that a crash leaves both or neither, and of
 * two gateways that start at once on one volume the first wins.
 */
final class CaFolder {

    private static final Duration LIFE = Duration.ofDays(3650);

    private final Path dir;

    CaFolder(Path dir) {
        this.dir = dir;
    }

    /** The authority's key and certificate. */
    record Authority(KeyPair key, X509Certificate certificate) {}

    Authority open(Instant now) {
        try {
            Path current = dir.resolve("current");
            if (!Files.exists(dir.resolve("ca.pem")) && !Files.exists(current)) {
                make(current, now);
            }
            Path home = Files.exists(dir.resolve("ca.pem")) ? dir : current;
            X509Certificate certificate = Pem.certificate(Files.readString(home.resolve("ca.pem")));
            var key = Pem.privateKey(Files.readString(home.resolve("ca-key.pem")));
            return new Authority(new KeyPair(certificate.getPublicKey(), key), certificate);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected ca.pem and ca-key.pem in " + dir + ", but " + e.getMessage(), e);
        }
    }

    private void make(Path target, Instant now) throws IOException {
        Files.createDirectories(dir);
        KeyPair key = CertificateIssuer.newKey();
        String id = UUID.randomUUID().toString();
        X509Certificate certificate = CertificateIssuer.authority(key, "outrider-ca-" + id.substring(0, 8), now, LIFE);
        Path draft = Files.createDirectory(
                dir.resolve("draft-" + id),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        write(draft.resolve("ca-key.pem"), Pem.of(key.getPrivate()));
        write(draft.resolve("ca.pem"), Pem.of(certificate));
        try {
            Files.move(draft, target);
        } catch (FileAlreadyExistsException other) {
            Files.delete(draft.resolve("ca-key.pem"));
            Files.delete(draft.resolve("ca.pem"));
            Files.delete(draft);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
