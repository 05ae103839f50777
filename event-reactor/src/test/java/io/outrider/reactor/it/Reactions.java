package io.outrider.reactor.it;

/** Reactions as users write them. */
final class Reactions {

    private Reactions() {}

    /**
     * Returns one that starts one job, and whose budget does not matter.
     *
     * @param on one name, a glob, or an object
     * @param limits further fields, each with a comma behind it
     */
    static String yaml(String name, String on, String limits) {
        return "{name: %s, on: %s, %s budget: {jobs: 1000000, per: 1s}, do: {jobs: [{template: t}]}}"
                .formatted(name, on, limits);
    }
}
