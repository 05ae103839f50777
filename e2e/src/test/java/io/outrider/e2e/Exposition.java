package io.outrider.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What services expose at {@code /q/metrics}, in Prometheus' text format. */
final class Exposition {

    private static final Pattern COMMENT = Pattern.compile("# (TYPE|HELP) (\\S+) ?(.*)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+.*");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"(?:[^\"\\\\]|\\\\.)*\"");

    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, String> helps = new TreeMap<>();
    private final Map<String, Set<String>> labels = new TreeMap<>();

    private Exposition() {}

    static Exposition of(Collection<URI> services) throws IOException, InterruptedException {
        Exposition all = new Exposition();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (URI service : services) {
                HttpRequest request = HttpRequest.newBuilder(service.resolve("/q/metrics"))
                        .header("Accept", "text/plain; version=0.0.4")
                        .build();
                client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body()
                        .lines()
                        .forEach(all::line);
            }
        }
        return all;
    }

    private void line(String line) {
        Matcher comment = COMMENT.matcher(line);
        if (comment.matches()) {
            (comment.group(1).equals("TYPE") ? types : helps).put(comment.group(2), comment.group(3));
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        if (sample.matches()) {
            Set<String> names = labels.computeIfAbsent(sample.group(1), name -> new TreeSet<>());
            if (sample.group(2) != null) {
                LABEL.matcher(sample.group(2)).results().forEach(label -> names.add(label.group(1)));
            }
        }
    }

    /** Names of families, as TYPE lines say them, with their types. */
    Map<String, String> types() {
        return types;
    }

    String help(String family) {
        return helps.getOrDefault(family, "");
    }

    /** Labels of a family, without those that make a histogram of it. */
    Set<String> labels(String family) {
        Set<String> found = new TreeSet<>();
        List.of("", "_count", "_sum", "_bucket")
                .forEach(suffix -> found.addAll(labels.getOrDefault(family + suffix, Set.of())));
        found.removeAll(Set.of("le", "quantile"));
        return found;
    }

    /** Names of samples. */
    Set<String> samples() {
        return labels.keySet();
    }
}
