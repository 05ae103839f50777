package io.outrider.agent.enrolment;

import io.outrider.agent.enrolment.Pem.KeyOfNode;
import io.outrider.agent.folder.PrivateFiles;
import io.outrider.protocol.EnrolResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Optional;

/**
 * The folder {@code identity}: {@code key.pem} (mode 0600, on disk before anything is sent), {@code certificate.pem},
 * {@code ca.pem}. Written by fsync and atomic rename; the certificate comes last, so that it being there means all is there.
 */
public final class IdentityStore {

    private final Path folder;

    public IdentityStore(Path stateDir) {
        this.folder = stateDir.resolve("identity");
    }

    /** Returns the identity, if the node has one. */
    public Optional<Identity> load() throws EnrolmentException {
        if (!Files.exists(file("certificate.pem"))) {
            return Optional.empty();
        }
        List<X509Certificate> chain = Pem.certificates(read("certificate.pem"));
        X509Certificate ca = Pem.certificates(read("ca.pem")).getFirst();
        return Optional.of(new Identity(Pem.key(read("key.pem")).secret(), chain, ca));
    }

    /** Returns the node's key, made and stored now if there is none. */
    KeyOfNode key() throws EnrolmentException {
        if (Files.exists(file("key.pem"))) {
            return Pem.key(read("key.pem"));
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            PrivateFiles.folder(folder);
            PrivateFiles.write(
                    file("key.pem"),
                    Pem.write("PRIVATE KEY", pair.getPrivate().getEncoded())
                            + Pem.write("PUBLIC KEY", pair.getPublic().getEncoded()));
            return new KeyOfNode(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException | IOException e) {
            throw new EnrolmentException("Expected to make a key in " + folder + ", but " + e.getMessage(), e);
        }
    }

    /** Stores what the gateway answered. */
    void store(EnrolResponse response) throws EnrolmentException {
        try {
            PrivateFiles.write(file("ca.pem"), response.ca());
            PrivateFiles.write(file("certificate.pem"), response.certificate());
        } catch (IOException e) {
            throw new EnrolmentException(
                    "Expected to store the certificate in " + folder + ", but " + e.getMessage(), e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String read(String name) throws EnrolmentException {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new EnrolmentException(
                    "Expected to read " + file(name) + ", but " + e.getMessage()
                            + "; remove the folder and enrol the node anew",
                    e);
        }
    }
}
