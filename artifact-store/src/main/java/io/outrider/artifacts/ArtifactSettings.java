package io.outrider.artifacts;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The keys {@code outrider.artifacts.*}: either a folder or a bucket. */
@Dependent
public class ArtifactSettings {
    private static final String PREFIX = "outrider.artifacts.";
    private final Config config;

    @Inject
    public ArtifactSettings(Config config) {
        this.config = config;
    }

    /** The folder of the folder store. */
    public Optional<Path> dir() {
        return text("dir").map(Path::of);
    }

    /** The bucket of the S3 store. */
    public Optional<String> bucket() {
        return text("s3.bucket");
    }

    /** Where S3 is, if it is not Amazon's. */
    public Optional<URI> endpoint() {
        return text("s3.endpoint").map(URI::create);
    }

    /** The S3 region; a store that has none accepts any. */
    public String region() {
        return text("s3.region").orElse("us-east-1");
    }

    /** Put before each key, so that a bucket can be shared. */
    public String keyPrefix() {
        return text("s3.prefix").orElse("artifacts/");
    }

    /** The access key; without one the SDK's own chain is asked (environment, profile, pod, instance). */
    public Optional<String> accessKey() {
        return text("s3.access-key");
    }

    /** The access key's secret. */
    public Optional<String> secretKey() {
        return text("s3.secret-key");
    }

    /** Where uploads wait until their address is known. */
    public Path spoolDir() {
        return Path.of(text("s3.spool-dir").orElse(System.getProperty("java.io.tmpdir")));
    }

    private Optional<String> text(String key) {
        return config.getOptionalValue(PREFIX + key, String.class).filter(value -> !value.isBlank());
    }
}
