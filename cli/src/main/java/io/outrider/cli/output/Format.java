package io.outrider.cli.output;

import java.util.Locale;

/** How data is printed; written in lower case on the command line. */
public enum Format {
    TABLE,
    JSON,
    YAML;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
