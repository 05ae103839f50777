package io.outrider.agent.config;

import java.util.List;

/** The configuration cannot be used; every problem at once, each naming its key and what to write. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public ConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns one line per problem. */
    public List<String> problems() {
        return problems;
    }
}
