package io.outrider.reactor.window.domain;

import io.outrider.labels.Glob;
import io.outrider.reactor.Events;
import io.outrider.reactor.event.domain.Event;
import io.outrider.reactor.event.domain.Occurrence;
import io.outrider.reactor.reaction.domain.ReactionDefinition;
import io.outrider.reactor.reaction.domain.Trigger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time-line as docs/reactions.md draws it: the fields of the reaction, an axis of {@code minutes} or {@code seconds}, and rows with
 * letters exactly below the times. A row {@code log} is about the events in the rows above it, which are one group; rows of events have
 * any name, {@code resolved} or that of the event's type.
 *
 * @param heading below which it stands
 */
record Drawing(String heading, List<String> lines) {

    private static final Path PAGE = Path.of("../docs/reactions.md");
    private static final Pattern VERSION = Pattern.compile("applied at (\\d+): (.*)");
    private static final Pattern FIRES = Pattern.compile("fires with (?:(\\d+): )?([a-z](?:, [a-z])*)");
    private static final Pattern STARTED = Pattern.compile("(?<!DROPPED |SKIPPED |RESOLVED )\\b(\\d+): ([\\w ]+) of");

    /** Rows that say more of a decision, and where its words have that. */
    private static final Map<String, Pattern> MORE = Map.of(
            "counted", Pattern.compile("\\((\\d+) (?:of|so far)|fired (\\d+):"),
            "missing", Pattern.compile("missing: (\\w+)"),
            "deadline", Pattern.compile("waitForMore .* until (\\w+)"));

    /** Rows that only help the eye; of a job the end is read. */
    private static final List<String> ART = List.of("", "job", "service");

    /** Returns the text of the page. */
    static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns all that the page has. */
    static List<Drawing> all() {
        List<Drawing> all = new ArrayList<>();
        String heading = "";
        List<String> open = null;
        for (String line : page().lines().toList()) {
            if (open == null && line.startsWith("##")) {
                heading = line.replaceFirst("#+ ", "");
            } else if (open == null && line.equals("```text")) {
                open = new ArrayList<>();
            } else if (open != null && line.equals("```")) {
                all.add(new Drawing(heading, open));
                open = null;
            } else if (open != null) {
                open.add(line);
            }
        }
        return all;
    }

    /** Returns what it says, row by row. */
    List<String> drawn() {
        List<String> drawn = new ArrayList<>();
        for (String row : rows()) {
            if (name(row).equals("log") || MORE.containsKey(name(row))) {
                drawn.add(name(row) + " " + cells(row, name(row).equals("log")));
            }
        }
        fires().forEach(each -> drawn.add("fires with " + each));
        return drawn;
    }

    /** Plays it and returns the same of what happens. */
    List<String> played() {
        List<String> said = new ArrayList<>();
        List<String> started = new ArrayList<>();
        List<String> events = new ArrayList<>();
        Map<Integer, String> outcomes = new TreeMap<>();
        for (String row : rows()) {
            if (name(row).equals("log")) {
                outcomes = play(events);
                events.clear();
                said.add("log " + letters(outcomes));
                outcomes.values().forEach(outcome -> started.addAll(started(outcome)));
            } else if (MORE.containsKey(name(row))) {
                said.add(name(row) + " " + more(name(row), outcomes));
            } else if (!ART.contains(name(row))) {
                events.add(row);
            }
        }
        // Not each firing has its words on the page, but no others are there.
        fires().stream()
                .filter(each -> started.contains(each) || started.stream().anyMatch(one -> one.endsWith(": " + each)))
                .forEach(each -> said.add("fires with " + each));
        return said;
    }

    /** Returns what becomes of the events of one group, by the time. */
    private Map<Integer, String> play(List<String> events) {
        StringBuilder script = new StringBuilder();
        int jobs = 0;
        for (int time : axis().values()) {
            script.append(at(time)).append(" clock\n");
            if (version().isPresent() && Integer.parseInt(version().get().group(1)) == time) {
                script.append(at(time))
                        .append(" version ")
                        .append(version().get().group(2))
                        .append('\n');
            }
            for (String row : rows()) {
                if (name(row).equals("job") && "┘".equals(charAt(row, column(time)))) {
                    script.append(at(time)).append(" ended ").append(++jobs).append('\n');
                }
            }
            for (String row : events) {
                String letter = cells(row, true).getOrDefault(time, "");
                if (!letter.isEmpty() && !letter.equals("v")) {
                    script.append(input(name(row), letter, time));
                }
            }
        }
        Map<Integer, String> outcomes = new TreeMap<>();
        for (String line : Timeline.play(reaction(), script.toString()).lines().toList()) {
            String[] halves = line.split("\\|", 2);
            int time = inSeconds(halves[0].split(" ", 2)[0]) / unit();
            outcomes.merge(time, halves[1].strip(), (one, other) -> one.isEmpty() ? other : one + "; " + other);
        }
        return outcomes;
    }

    private String input(String row, String letter, int time) {
        ReactionDefinition reaction = Timeline.reaction(reaction());
        Trigger trigger = new Trigger(
                reaction.on().stream().map(Glob::of).toList(), reaction.status(), Optional.empty(), Optional.empty());
        boolean resolved = row.equals("resolved") || letter.equals("R");
        String type = reaction.on().equals(List.of("x")) ? "x" : row;
        String name = letter.equals("R") ? "R" + time : letter;
        Map<String, String> extensions = resolved ? Map.of("status", "resolved") : Map.of();
        Event event = new Event("default", "/m", name, type, null, Events.NOW, extensions, "{}", 0, Events.NOW);
        String part = reaction.limiter()
                .join()
                .map(join -> join.parts().get(trigger.part(type)) + ":")
                .orElse("");
        return switch (trigger.meaning(new Occurrence(event, Map.of()))) {
            case OCCURRENCE -> at(time) + " " + part + name + "\n";
            case RESOLUTION -> at(time) + " resolved " + name + "\n";
            case NOTHING -> "";
        };
    }

    private Map<Integer, String> letters(Map<Integer, String> outcomes) {
        Map<Integer, String> letters = new TreeMap<>();
        outcomes.forEach((time, outcome) -> {
            StringBuilder all = new StringBuilder();
            for (String part : outcome.split("; ", -1)) {
                all.append(letter(part, time));
            }
            if (!all.isEmpty()) {
                letters.put(time, all.toString());
            }
        });
        return letters;
    }

    private String letter(String outcome, int time) {
        String[] words = outcome.split(" ", -1);
        return switch (words[0]) {
            case "waiting", "suppressed", "resolved" -> words[0].substring(0, 1);
            case "not" -> "n";
            case "failed:" -> "e";
            case "fired" -> "F";
            // "TIMER at 2m …": not before, and not after.
            case "TIMER", "JOB_ENDED" -> inSeconds(words[2]) == time * unit() ? words[0].substring(0, 1) : outcome;
            default -> "";
        };
    }

    private Map<Integer, String> more(String row, Map<Integer, String> outcomes) {
        Map<Integer, String> more = new TreeMap<>();
        outcomes.forEach((time, outcome) -> {
            Matcher words = MORE.get(row).matcher(outcome);
            if (words.find()) {
                String found = words.group(1) == null ? words.group(2) : words.group(1);
                more.put(time, row.equals("deadline") ? Integer.toString(inSeconds(found) / unit()) : found);
            }
        });
        return more;
    }

    private static List<String> started(String outcome) {
        return STARTED.matcher(outcome)
                .results()
                .map(each -> each.group(1) + ": " + each.group(2).replace(" ", ", "))
                .toList();
    }

    private List<String> fires() {
        return FIRES.matcher(String.join("\n", lines))
                .results()
                .map(each -> (each.group(1) == null ? "" : each.group(1) + ": ") + each.group(2))
                .toList();
    }

    private String reaction() {
        return String.join(
                        ", ",
                        lines.subList(0, axisLine()).stream()
                                .filter(line -> !line.isBlank())
                                .filter(line -> !VERSION.matcher(line).matches())
                                .toList())
                .strip();
    }

    private Optional<MatchResult> version() {
        return lines.subList(0, axisLine()).stream()
                .map(VERSION::matcher)
                .filter(Matcher::matches)
                .map(Matcher::toMatchResult)
                .findFirst();
    }

    private int axisLine() {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("minutes ") || lines.get(i).startsWith("seconds ")) {
                return i;
            }
        }
        throw new IllegalArgumentException("Expected an axis of minutes or seconds, but there is none: " + lines);
    }

    /** The times by their column. */
    private TreeMap<Integer, Integer> axis() {
        TreeMap<Integer, Integer> axis = new TreeMap<>();
        Pattern.compile("\\d+")
                .matcher(lines.get(axisLine()))
                .results()
                .forEach(each -> axis.put(each.start(), Integer.valueOf(each.group())));
        return axis;
    }

    private int column(int time) {
        return axis().entrySet().stream()
                .filter(each -> each.getValue() == time)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private List<String> rows() {
        return lines.subList(axisLine() + 1, lines.size());
    }

    private static String name(String row) {
        return row.startsWith(" ") ? "" : row.split(" ", 2)[0];
    }

    /** Reads a row; what stands to the right of the axis is a remark. */
    private TreeMap<Integer, String> cells(String row, boolean letters) {
        TreeMap<Integer, String> cells = new TreeMap<>();
        TreeMap<Integer, Integer> axis = axis();
        Matcher words = Pattern.compile("\\S+").matcher(row);
        words.find();
        while (words.find() && words.start() <= axis.lastKey()) {
            Integer time = axis.get(words.start());
            if (time == null || (letters && words.group().length() > 1)) {
                throw new IllegalArgumentException("Expected each letter below a time, but was: " + row);
            }
            if (!words.group().equals("·")) {
                cells.put(time, words.group());
            }
        }
        return cells;
    }

    private static String charAt(String row, int column) {
        return column < row.length() ? row.substring(column, column + 1) : "";
    }

    private String at(int time) {
        return time * unit() + "s";
    }

    private int unit() {
        return lines.get(axisLine()).startsWith("minutes") ? 60 : 1;
    }

    private static int inSeconds(String text) {
        int number = Integer.parseInt(text.substring(0, text.length() - 1));
        return text.endsWith("h") ? number * 3_600 : text.endsWith("m") ? number * 60 : number;
    }
}
