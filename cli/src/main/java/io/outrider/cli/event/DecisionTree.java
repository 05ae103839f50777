package io.outrider.cli.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.outrider.cli.output.Cells;
import io.outrider.cli.output.Style;
import io.outrider.cli.output.Tree;
import java.time.Instant;
import java.util.Locale;

/** What the reactions made of an event, a line for each, with the window that it led to and the jobs below. */
final class DecisionTree {
    /** As wide as the longest outcome. */
    private static final int OUTCOME = "NOT_MATCHED".length();

    /** A reaction that names the event's type, but is not about this one: no line of the decision log, and as wide as one. */
    private static final String PASSED_OVER = "passed over";

    private final Style style;
    private final Instant now;

    DecisionTree(Style style, Instant now) {
        this.style = style;
        this.now = now;
    }

    /** The tree of an event's decisions. */
    Tree of(JsonNode event) {
        Tree tree = new Tree(style.strong("decisions"));
        for (JsonNode decision : event.path("decisions")) {
            add(tree, decision);
        }
        for (JsonNode passed : event.path("passedOver")) {
            tree.add(PASSED_OVER + " " + Cells.words(who(passed), why(passed)));
        }
        if (event.path("passedOverCut").asBoolean()) {
            tree.add("… and perhaps more that passed over it");
        }
        if (tree.isLeaf()) {
            tree.add(
                    event.has("decidedAt")
                            ? "no reaction is about this event"
                            : style.busy("not decided yet; ask again in a moment"));
        }
        return tree;
    }

    private void add(Tree tree, JsonNode decision) {
        Tree line = tree.add(outcome(decision) + " " + Cells.words(who(decision), why(decision)));
        JsonNode firing = decision.path("firing");
        if (firing.has("outcome") && !firing.path("outcome").equals(decision.path("outcome"))) {
            line = line.add(window(firing));
        }
        JsonNode jobs = firing.has("jobs") ? firing.path("jobs") : decision.path("jobs");
        for (JsonNode job : jobs) {
            line.add(job(job));
        }
    }

    private String outcome(JsonNode decision) {
        String outcome = Cells.text(decision.path("outcome"));
        return style.status(outcome) + " ".repeat(Math.max(0, OUTCOME - outcome.length()));
    }

    private String who(JsonNode decision) {
        String group = Cells.text(decision.path("group"));
        return Cells.words(
                style.strong(Cells.text(decision.path("reaction"))),
                decision.has("version") ? "v" + Cells.text(decision.path("version")) : "",
                group.isEmpty() ? "" : "[" + group + "]");
    }

    private String why(JsonNode decision) {
        String until = Cells.moment(decision.path("until"), now);
        String cause = Cells.words(Cells.text(decision.path("cause")), until.isEmpty() ? "" : "until " + until);
        String reason = Cells.text(decision.path("reason"));
        String both = cause.isEmpty() || reason.isEmpty() ? cause + reason : cause + ": " + reason;
        return both.isEmpty() ? "" : "– " + both;
    }

    /** The window that this event counts in, once it has ended or while it is open. */
    private String window(JsonNode firing) {
        String at = Cells.moment(firing.path("at"), now);
        long occurrences = firing.path("occurrences").asLong();
        return Cells.words(
                "window",
                style.status(Cells.text(firing.path("outcome"))),
                at.isEmpty() ? "" : "at " + at,
                firing.has("cause") ? "by " + by(firing) : "",
                firing.has("occurrences") ? "with " + Cells.count(occurrences, "occurrence", "occurrences") : "",
                firing.has("reason") ? "– " + Cells.text(firing.path("reason")) : "");
    }

    private static String by(JsonNode firing) {
        return Cells.text(firing.path("cause")).toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String job(JsonNode job) {
        if (job.isTextual()) {
            return "job " + job.asText();
        }
        if (job.has("id")) {
            return Cells.words("job", Cells.text(job.path("id")), style.status(Cells.text(job.path("status"))));
        }
        return "would start " + JobLine.of(job);
    }
}
