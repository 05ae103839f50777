package io.outrider.template.version.domain;

import io.outrider.template.manifest.domain.Fields;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code limits: {memory: 512Mi, cpu: 500m, pids: 100}}, in Kubernetes' units. */
final class LimitsReader {
    private static final Pattern MEMORY = Pattern.compile("([1-9][0-9]{0,6})(Mi|Gi|M|G)");
    private static final Pattern CPU = Pattern.compile("([0-9]{1,5})m|([0-9]{1,3}(?:\\.[0-9]{1,3})?)");
    private static final Map<String, BigDecimal> MEBIBYTES = Map.of(
            "Mi",
            BigDecimal.ONE,
            "Gi",
            BigDecimal.valueOf(1024),
            "M",
            new BigDecimal("0.95367431640625"),
            "G",
            new BigDecimal("953.67431640625"));
    private static final int MAX_PIDS = 100_000;
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    private LimitsReader() {}

    static RunLimits read(Fields fields) {
        Fields limits = fields.object("limits");
        if (limits == null) {
            return RunLimits.NONE;
        }
        RunLimits read = new RunLimits(memory(limits), cpu(limits), limits.integer("pids", 0, 1, MAX_PIDS));
        limits.end();
        return read;
    }

    private static int memory(Fields limits) {
        if (!limits.has("memory")) {
            limits.text("memory");
            return 0;
        }
        Matcher matcher = MEMORY.matcher(limits.required("memory", MEMORY, "an amount like 512Mi or 2Gi"));
        return matcher.matches()
                ? new BigDecimal(matcher.group(1))
                        .multiply(MEBIBYTES.getOrDefault(matcher.group(2), BigDecimal.ONE))
                        .max(BigDecimal.ONE)
                        .intValue()
                : 0;
    }

    /** A plain number is cores, as in Kubernetes. */
    private static int cpu(Fields limits) {
        @Nullable Object value = limits.any("cpu");
        if (value == null) {
            return 0;
        }
        Matcher matcher = CPU.matcher(String.valueOf(value));
        int millis = !matcher.matches()
                ? 0
                : matcher.group(1) != null
                        ? Integer.parseInt(matcher.group(1))
                        : new BigDecimal(matcher.group(2)).multiply(MILLIS).intValue();
        if (millis == 0) {
            limits.problem("cpu", "Expected cores like 0.5 or 500m, but was " + Fields.kind(value));
        }
        return millis;
    }
}
