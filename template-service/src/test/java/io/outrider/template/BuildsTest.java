package io.outrider.template;

import static io.outrider.template.Client.push;
import static io.outrider.template.Client.unique;
import static io.outrider.template.Client.viewer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.outrider.artifacts.ArtifactStore;
import io.outrider.outbox.Received;
import io.outrider.schemas.avro.BuildRequest;
import io.outrider.schemas.avro.BuildStatus;
import io.outrider.schemas.avro.DeadLetter;
import io.outrider.schemas.avro.TemplateDefinition;
import io.outrider.schemas.avro.TemplateEvent;
import io.outrider.schemas.avro.TemplateVersionStatus;
import io.outrider.stack.testing.BrokerSuite;
import io.outrider.stack.testing.EmbeddedStackResource;
import io.outrider.template.version.application.FollowingBuilds;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of versions while they are built, on real Kafka, PostgreSQL and registry. */
@BrokerSuite
@QuarkusTest
@WithTestResource(
        value = EmbeddedStackResource.class,
        initArgs = @ResourceArg(name = "database", value = "template_service"))
@WithTestResource(LocalFolders.class)
class BuildsTest {
    @Inject
    Heard heard;

    @Inject
    FakeBuilder builder;

    @Inject
    ArtifactStore artifacts;

    @Inject
    FollowingBuilds following;

    @Inject
    Pool pool;

    @Test
    void shouldBuildAStandardTemplateAndTellTheScheduler() {
        String name = unique("hello");
        Map<String, String> files = Map.of(
                "template.yaml",
                Archives.manifest(name, "parameters: {who: {type: string, default: world}}\nlabels: {team: a}\n"),
                "run.sh",
                "echo hello\n");

        String build = push(files)
                .statusCode(202)
                .header("Location", containsString("/api/v1/templates/" + name + "/versions/0.1.0"))
                .body("status", equalTo("BUILDING"))
                .body("version", equalTo("0.1.0"))
                .body("createdBy", equalTo("ann"))
                .body("parameters.properties.who.default", equalTo("world"))
                .extract()
                .path("buildId");
        BuildRequest request = heard.request(build);
        assertThat(artifacts.size(request.getSource())).isPresent();
        assertThat(request.getType()).isEqualTo("host-shell@1");
        assertThat(request.getBaseImage()).isNull();
        builder.tell(request, BuildStatus.SUCCEEDED, null);

        List<Received<TemplateEvent>> events = heard.events(name, "0.1.0", 2);
        TemplateEvent ready = events.getLast().value();
        assertThat(ready.getStatus()).isEqualTo(TemplateVersionStatus.READY);
        TemplateDefinition definition = ready.getDefinition();
        assertThat(definition.getImage().getDigest()).isEqualTo(FakeBuilder.DIGEST);
        assertThat(definition.getHostTools()).isTrue();
        assertThat(definition.getMethods()).containsOnlyKeys("run");
        assertThat(definition.getFixedParameters()).isEqualTo("{\"script\":\"run.sh\",\"shell\":\"/bin/sh\"}");
        assertThat(definition.getTypeParameters()).containsExactly("script", "shell");
        assertThat(events.getLast().envelope().correlationId())
                .isEqualTo(events.getFirst().envelope().correlationId());
        viewer().get("/api/v1/templates/{name}/versions/latest", name)
                .then()
                .statusCode(200)
                .body("status", equalTo("READY"))
                .body("image.digest", equalTo(FakeBuilder.DIGEST));
    }

    @Test
    void shouldFailAVersionWithTheBuildersReasonAndBuildItAgain() {
        String name = unique("broken");
        Map<String, String> files = Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "true\n");
        BuildRequest request =
                heard.request(push(files).statusCode(202).extract().path("buildId"));

        builder.tell(request, BuildStatus.FAILED, "no space left");
        heard.events(name, "0.1.0", 2);

        viewer().get("/api/v1/templates/{name}/versions/0.1.0", name)
                .then()
                .body("status", equalTo("FAILED"))
                .body("reason", equalTo("no space left"));
        String again = push(files).statusCode(202).extract().path("buildId");
        assertThat(again).isNotEqualTo(request.getBuildId());
        assertThat(heard.request(again).getFingerprint()).isEqualTo(request.getFingerprint());
    }

    @Test
    void shouldFailAVersionWhoseBuildIsSilentAndAcceptALateSuccess() {
        String name = unique("silent");
        Map<String, String> files = Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "true\n");
        BuildRequest request =
                heard.request(push(files).statusCode(202).extract().path("buildId"));
        pool.query("update template_version set heard_at = now() - interval '61 minutes' where build_id = '"
                        + request.getBuildId() + "'")
                .executeAndAwait();

        following.expire();

        assertThat(heard.events(name, "0.1.0", 2).getLast().value().getReason())
                .contains("to say something within 60 minutes");
        builder.tell(request, BuildStatus.SUCCEEDED, null);
        assertThat(heard.events(name, "0.1.0", 3).getLast().value().getStatus()).isEqualTo(TemplateVersionStatus.READY);
    }

    @Test
    void shouldTakeTheSameNewsOnceAndIgnoreStaleNews() {
        String name = unique("stale");
        Map<String, String> files = Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "true\n");
        BuildRequest first = heard.request(push(files).statusCode(202).extract().path("buildId"));
        builder.tell(first, BuildStatus.FAILED, "no space left");
        heard.events(name, "0.1.0", 2);
        BuildRequest second =
                heard.request(push(files).statusCode(202).extract().path("buildId"));

        builder.tell(first, BuildStatus.SUCCEEDED, null);
        builder.tell(second, BuildStatus.BUILDING, null);
        builder.tell(second, BuildStatus.SUCCEEDED, null);
        builder.tell(second, BuildStatus.SUCCEEDED, null);
        builder.tell(second, BuildStatus.FAILED, "too late");

        List<Received<TemplateEvent>> events = heard.events(name, "0.1.0", 4);
        assertThat(events.stream().map(event -> event.value().getStatus()))
                .containsExactly(
                        TemplateVersionStatus.BUILDING,
                        TemplateVersionStatus.FAILED,
                        TemplateVersionStatus.BUILDING,
                        TemplateVersionStatus.READY);
        push(files).statusCode(200).body("status", equalTo("READY"));
        assertThat(heard.events(name, "0.1.0", 4)).hasSize(4);
    }

    @Test
    void shouldPutNewsThatMakeNoSenseAmongTheDeadLettersAndGoOn() {
        String name = unique("nonsense");
        Map<String, String> files = Map.of("template.yaml", Archives.manifest(name, ""), "run.sh", "true\n");
        BuildRequest request =
                heard.request(push(files).statusCode(202).extract().path("buildId"));

        builder.tell(request, BuildStatus.SUCCEEDED, null, null);
        builder.tell(request, BuildStatus.SUCCEEDED, null);

        assertThat(heard.events(name, "0.1.0", 2).getLast().value().getStatus()).isEqualTo(TemplateVersionStatus.READY);
        DeadLetter letter = heard.letter(request.getBuildId());
        assertThat(letter.getTopic()).isEqualTo("outrider.build-events.v1");
        assertThat(letter.getReason()).contains("to name its image");
    }
}
