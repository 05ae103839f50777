package io.outrider.bench;

import java.util.Arrays;
import java.util.Collection;

/** Measured durations, sorted. */
final class Times {

    private final double[] millis;

    private Times(double[] millis) {
        this.millis = millis;
    }

    static Times ofMillis(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Times(sorted);
    }

    int count() {
        return millis.length;
    }

    /** Returns the smallest value that the given per cent of all values do not exceed (nearest rank), in ms. */
    double percentile(int percent) {
        if (millis.length == 0) {
            throw new IllegalStateException("Expected measured times, but there are none");
        }
        int rank = (int) Math.ceil(percent / 100.0 * millis.length);
        return Math.round(millis[Math.max(0, rank - 1)] * 10) / 10.0;
    }

    @Override
    public String toString() {
        return Arrays.toString(millis);
    }
}
