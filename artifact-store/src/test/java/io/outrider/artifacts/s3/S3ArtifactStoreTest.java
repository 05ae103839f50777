package io.outrider.artifacts.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.outrider.artifacts.ArtifactSettings;
import io.outrider.artifacts.ArtifactStore;
import io.outrider.artifacts.ArtifactStoreContract;
import io.outrider.artifacts.ArtifactStoreProducer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against S3Proxy over a real socket, with signatures checked and objects in memory. */
class S3ArtifactStoreTest extends ArtifactStoreContract {
    private static BlobStoreContext context;
    private static S3Proxy proxy;

    @TempDir
    Path spool;

    private ArtifactStore store;

    @BeforeAll
    static void startS3() throws Exception {
        context = ContextBuilder.newBuilder(new TransientNio2BlobApiMetadata())
                .credentials("unused", "unused")
                .overrides(new Properties())
                .build(BlobStoreContext.class);
        context.getBlobStore().createContainerInLocation(null, "artifacts");
        proxy = S3Proxy.builder()
                .blobStore(context.getBlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, "outrider", "outrider-secret")
                .build();
        proxy.start();
    }

    @AfterAll
    static void stopS3() throws Exception {
        proxy.stop();
        context.close();
    }

    @BeforeEach
    void open() {
        store = storeWith("artifacts", "outrider-secret");
    }

    @AfterEach
    void close() throws Exception {
        new ArtifactStoreProducer().close(store);
    }

    @Override
    protected ArtifactStore store() {
        return store;
    }

    @Test
    void shouldLeaveNothingInTheSpool() throws Exception {
        store.put(bytes("spooled"), 100);

        try (var files = Files.list(spool)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void shouldSayWhichBucketRefused() {
        assertThatThrownBy(() -> storeWith("artifacts", "wrong").put(bytes("x"), 1))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("in bucket artifacts");
    }

    private ArtifactStore storeWith(String bucket, String secret) {
        return new ArtifactStoreProducer()
                .artifactStore(new ArtifactSettings(new MapConfig(Map.of(
                        "outrider.artifacts.s3.bucket",
                        bucket,
                        "outrider.artifacts.s3.endpoint",
                        "http://127.0.0.1:" + proxy.getPort(),
                        "outrider.artifacts.s3.access-key",
                        "outrider",
                        "outrider.artifacts.s3.secret-key",
                        secret,
                        "outrider.artifacts.s3.spool-dir",
                        spool.toString()))));
    }
}
