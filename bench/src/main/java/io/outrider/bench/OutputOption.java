package io.outrider.bench;

import picocli.CommandLine.Option;

/** The option that every benchmark has. */
final class OutputOption {

    /** How figures are printed. */
    enum Format {
        table,
        json
    }

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "table, or json: one object a line (default: ${DEFAULT-VALUE}).")
    private Format format = Format.table;

    Printer printer() {
        return new Printer(System.out, format == Format.json);
    }
}
