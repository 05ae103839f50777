package io.outrider.images.sbom;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A jar in an image that no bill of Maven's knows: Quarkus adds some by itself, where others meet. */
final class ShippedJar {

    private ShippedJar() {}

    /** Tells whether others made it; programs of the project and what its build generates are not parts of their own. */
    static boolean isOfOthers(Path jar) {
        return jar.getParent().getFileName().toString().matches("main|boot|lib")
                && !jar.getFileName().toString().matches("(io\\.outrider\\.)?outrider-.*");
    }

    /** Returns what the jar says of itself, if Maven made it; else only its name. No licence: nobody vouches for one. */
    static Component describe(Path jar) throws IOException {
        var said = new Properties();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(candidate -> candidate.getName().matches("META-INF/maven/[^/]+/[^/]+/pom\\.properties"))
                    .findFirst()
                    .orElse(null);
            if (entry != null) {
                said.load(zip.getInputStream(entry));
            }
        }
        String group = said.getProperty("groupId", "");
        String name = said.getProperty("artifactId", jar.getFileName().toString());
        String version = said.getProperty("version", "");
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("type", "library")
                .put("bom-ref", "pkg:maven/" + group + "/" + name + "@" + version)
                .put("purl", "pkg:maven/" + group + "/" + name + "@" + version)
                .put("group", group)
                .put("name", name)
                .put("version", version);
        document.putArray("hashes").addObject().put("alg", "SHA-256").put("content", sha256(jar));
        return Component.of(document);
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            digesting.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", impossible);
        }
    }
}
