package io.outrider.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What no stack could measure is refused before one is started. */
class OptionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dispatch --light 20000    | Expected --light to be 0 to 500, but it is 20,000",
                "dispatch --light 501      | Expected --light to be 0 to 500, but it is 501",
                "dispatch --light -1       | Expected --light to be 0 to 500, but it is -1",
                "dispatch --agents 0       | Expected --agents to be 1 to 100, but it is 0",
                "dispatch --agents 1,101   | Expected --agents to be 1 to 100, but it is 101",
                "dispatch --agents 10,10   | Expected --agents to have each number once, but it is [10, 10]",
                "dispatch --jobs 0         | Expected --jobs to be 1 to 100,000, but it is 0",
                "dispatch --singles 0      | Expected --singles to be 1 to 10,000, but it is 0",
                "events --connections 0    | Expected --connections to be 1 to 100, but it is 0",
                "events --ingest 0         | Expected --ingest to be 1 to 10,000,000, but it is 0",
                "events --rules 1,0        | Expected --rules to be 1 to 10,000, but it is 0",
                "events --evaluate 0       | Expected --evaluate to be 1 to 10,000,000, but it is 0",
                "events --warm-up 1801     | Expected --warm-up to be 0 to 1,800, but it is 1,801",
                "events --rate 161         | Expected --rate to be 1 to 160, but it is 161",
                "events --seconds 0        | Expected --seconds to be 1 to 600, but it is 0",
                "events --storm 0          | Expected --storm to be 1 to 10,000,000, but it is 0",
                "events --groups 1001      | Expected --groups to be 1 to 1,000, but it is 1,001",
                "events --storm 50         | Expected --groups to be at most --storm, 50, but it is 100",
                "events --quiet-time 301   | Expected --quiet-time to be 1 to 300, but it is 301"
            })
    void shouldRefuseWhatIsOutOfItsLimits(String line, String message) {
        StringWriter errors = new StringWriter();
        CommandLine bench = BenchMain.command().setErr(new PrintWriter(errors));

        int code = bench.execute(line.split(" ", -1));

        assertThat(errors.toString()).startsWith(message);
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
