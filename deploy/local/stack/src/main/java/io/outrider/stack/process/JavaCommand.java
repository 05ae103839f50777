package io.outrider.stack.process;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A command line that runs a main class on the JDK that runs this process, bound to this process's life.
 *
 * @param flags of the JVM, system properties included
 * @param classPath entries as {@code java -cp} takes them
 */
public record JavaCommand(List<String> flags, List<String> classPath, String mainClass, List<String> arguments) {

    /** Start-up counts more than peak speed for most parts of the stack: one thread collects, C1 compiles. */
    public static final List<String> QUICK_START = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            // JBoss Threads resets thread locals; a jar started with -jar brings this in its manifest.
            "--add-opens=java.base/java.lang=ALL-UNNAMED");

    /**
     * For what is on the way of every task: the full compiler pays after the first thousand tasks. It inlines less than it would by itself,
     * since it has a third of all CPU at first; see docs/adr/0005-hot-code-is-inlined-less.md, and {@code deploy/images/jvm} for the images.
     */
    public static final List<String> PEAK_SPEED = Stream.concat(
                    QUICK_START.stream().filter(flag -> !flag.startsWith("-XX:TieredStop")),
                    Stream.of("-XX:MaxInlineLevel=8", "-XX:FreqInlineSize=120", "-XX:InlineSmallCode=1000"))
            .toList();

    /** Returns the words of the command; the program ends when its standard input does. */
    public List<String> words() {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(flags);
        words.add("-cp");
        words.add(String.join(":", classPath) + ":" + ownCode());
        words.add(StdinBound.class.getName());
        words.add(mainClass);
        words.addAll(arguments);
        return List.copyOf(words);
    }

    private static Path ownCode() {
        try {
            return Path.of(StdinBound.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(
                    "Expected the place of this program to be a file, but it is not", impossible);
        }
    }
}
