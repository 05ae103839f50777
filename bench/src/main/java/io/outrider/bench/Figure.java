package io.outrider.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One measured case; what does not apply is null and left out.
 *
 * @param bench the benchmark's name
 * @param name the case
 * @param agents agents that took part
 * @param n how many were measured
 * @param throughputPerS ends per second, from the first start to the last end
 * @param p50Ms median, milliseconds
 * @param p99Ms 99th percentile, milliseconds
 * @param maxMs the longest, milliseconds
 * @param rssMb resident memory, MiB
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"bench", "case", "agents", "n", "throughputPerS", "p50Ms", "p99Ms", "maxMs", "rssMb"})
record Figure(
        String bench,
        @JsonProperty("case") String name,
        @Nullable Integer agents,
        @Nullable Integer n,
        @Nullable Double throughputPerS,
        @Nullable Double p50Ms,
        @Nullable Double p99Ms,
        @Nullable Double maxMs,
        @Nullable Double rssMb) {

    /** A case of times. */
    static Figure of(
            String bench, String name, @Nullable Integer agents, Times times, @Nullable Double throughputPerS) {
        return new Figure(
                bench,
                name,
                agents,
                times.count(),
                throughputPerS,
                times.percentile(50),
                times.percentile(99),
                times.percentile(100),
                null);
    }
}
