package io.outrider.cli.output;

import java.util.ArrayList;
import java.util.List;

/** Lines with lines below them, drawn with branches. */
public final class Tree {
    private final String text;
    private final List<Tree> branches = new ArrayList<>();

    public Tree(String text) {
        this.text = text;
    }

    /** Adds a line below this one; returns it, for lines below that. */
    public Tree add(String line) {
        Tree branch = new Tree(line);
        branches.add(branch);
        return branch;
    }

    public boolean isLeaf() {
        return branches.isEmpty();
    }

    /** This line and all below it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(text));
        for (int i = 0; i < branches.size(); i++) {
            boolean last = i == branches.size() - 1;
            List<String> below = branches.get(i).lines();
            lines.add((last ? "└─ " : "├─ ") + below.getFirst());
            below.subList(1, below.size()).forEach(line -> lines.add((last ? "   " : "│  ") + line));
        }
        return lines;
    }
}
