package io.outrider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script in a project of its own, with a JDK and a Maven that only tell what they are asked. */
class StartScriptTest {
    private record Ended(int code, String out, String err) {}

    @TempDir
    Path folder;

    private Path project;
    private Path jdk;

    @BeforeEach
    void layOut() throws IOException {
        project = Files.createDirectories(folder.resolve("project"));
        Files.copy(
                Path.of(System.getProperty("outrider.root")).resolve("outrider"),
                project.resolve("outrider"),
                StandardCopyOption.COPY_ATTRIBUTES);
        old(write("project/pom.xml", "<project/>"));
        old(write("project/cli/src/main/java/Main.java", "class Main {}"));
        jdk = fakeJdk("jdk", "25.0.1");
        script("bin/mvn", """
                echo "mvn $*" >> "$FAKE_LOG"
                [ -z "${FAKE_SLOW:-}" ] || sleep 1
                if [ -n "${FAKE_FAILS:-}" ]; then echo "[ERROR] Main.java:[1,1] oops"; echo "[ERROR] -> [Help 1]"; exit 1; fi
                if [ -n "${FAKE_REPORT:-}" ]; then
                  mkdir -p cli/target/surefire-reports && echo "$FAKE_REPORT" > cli/target/surefire-reports/TEST-Main.xml
                fi
                mkdir -p cli/target/cli && touch cli/target/cli/outrider-cli.jar
                """);
    }

    @Test
    void shouldBuildOnceAndThenOnlyRun() throws Exception {
        Ended first = outrider("job", "list");
        Ended second = outrider("job", "list");

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err()).contains("outrider: built in");
        assertThat(second.err()).isEmpty();
        assertThat(second.out())
                .contains("-Doutrider.root=" + project.toRealPath())
                .endsWith("outrider-cli.jar job list\n");
        assertThat(calls()).hasSize(1);
    }

    @Test
    void shouldBuildAgainWhenASourceChangedButNotWhenATestDid() throws Exception {
        outrider("config");
        write("project/cli/src/test/java/MainTest.java", "class MainTest {}");
        outrider("config");
        assertThat(calls()).hasSize(1);
        Files.setLastModifiedTime(
                project.resolve("cli/src/main/java/Main.java"),
                FileTime.from(Instant.now().plusSeconds(5)));

        outrider("config");

        assertThat(calls()).hasSize(2);
    }

    @Test
    void shouldShowWhyABuildFailed() throws Exception {
        Process process = start(List.of("config"), "FAKE_FAILS", "yes");

        Ended ended = end(process);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err())
                .contains("the build failed")
                .contains("Main.java:[1,1] oops")
                .doesNotContain("Help 1");
    }

    @Test
    void shouldBuildOnceForTwoAtATime() throws Exception {
        Process one = start(List.of("config"), "FAKE_SLOW", "yes");
        Process other = start(List.of("config"), "FAKE_SLOW", "yes");

        assertThat(end(one).code()).isZero();
        assertThat(end(other).code()).isZero();
        assertThat(calls()).hasSize(1);
    }

    @Test
    void shouldRunWhatIsBuiltWhenToldSo() throws Exception {
        Ended ended = end(start(List.of("config"), "OUTRIDER_BUILD", "never"));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("nothing is built yet");
        assertThat(folder.resolve("log")).doesNotExist();
    }

    @Test
    void shouldTakeTheJdkOfJavaHomeOnlyWhenItIsNewEnough() throws Exception {
        Path old = fakeJdk("old", "17.0.2");

        Ended suitable = outrider("jdk");
        Ended unsuitable = end(start(List.of("jdk"), "JAVA_HOME", old.toString()));

        assertThat(suitable.out()).isEqualTo(jdk + "\n");
        assertThat(unsuitable.out()).doesNotContain(old.toString());
    }

    @Test
    void shouldRunAllTestsAndKeepMavensResult() throws Exception {
        Ended passed = outrider("test", "-pl", "cli");
        Ended failed = end(start(List.of("test"), "FAKE_FAILS", "yes"));

        assertThat(passed.code()).isZero();
        assertThat(passed.err()).contains("all tests passed");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.err()).contains("tests failed");
        assertThat(calls()).containsExactly("mvn -B verify -pl cli", "mvn -B verify");
    }

    @Test
    void shouldSayWhyTestsWereSkipped() throws Exception {
        Ended ended = end(start(List.of("test"), "FAKE_REPORT", """
                <testsuite name="Main" tests="4" errors="0" skipped="3" failures="0">
                  <testcase name="a"><skipped message="skipped: no Docker: &quot;Refused&quot; &amp; away&#10;  at Main"/></testcase>
                  <testcase name="b"><skipped type="a.b.Aborted"><![CDATA[a.b.Aborted: Assumption failed: skipped: no Docker: "Refused" & away
                  at Main]]></skipped></testcase>
                  <testcase name="c"><skipped message="skipped: no cluster"/></testcase>
                  <testcase name="d"/>
                </testsuite>"""));

        assertThat(ended.err())
                .contains("outrider: 4 tests in 1 suites, 0 failed, 3 skipped\n")
                .contains("outrider: skipped: no Docker: \"Refused\" & away (2)\n")
                .contains("outrider: skipped: no cluster (1)\n");
    }

    private Ended outrider(String... args) throws Exception {
        return end(start(List.of(args), "UNUSED", ""));
    }

    private Process start(List<String> args, String variable, String value) throws IOException {
        var command =
                new java.util.ArrayList<>(List.of(project.resolve("outrider").toString()));
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        var env = builder.environment();
        env.remove("OUTRIDER_BUILD");
        env.put("JAVA_HOME", jdk.toString());
        env.put("PATH", folder.resolve("bin") + ":" + env.get("PATH"));
        env.put("FAKE_LOG", folder.resolve("log").toString());
        env.put(variable, value);
        return builder.start();
    }

    private static Ended end(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, err);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("log"));
    }

    private Path fakeJdk(String name, String version) throws IOException {
        write(name + "/release", "JAVA_VERSION=\"" + version + "\"\n");
        script(name + "/bin/java", "echo \"$@\"\n");
        script(name + "/bin/javac", "exit 0\n");
        return folder.resolve(name);
    }

    private void script(String path, String body) throws IOException {
        Path file = write(path, "#!/bin/bash\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    }
}
