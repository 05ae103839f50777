package io.outrider.reactor.expression;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.lib.tag.Tag;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Jinja without a way out: only the tags, filters and methods named here, no Java objects but maps, lists and plain values,
 * bounded output. {@link Deadline} bounds the time.
 */
final class Sandbox {

    /** Characters that one template may make. */
    static final int MAX_OUTPUT = 256 * 1024;

    static final Set<String> TAGS = Set.of("if", "elif", "else", "for", "set", "raw");
    /** Those whose result is not much larger than what goes in. */
    static final Set<String> FILTERS =
            Set.of(("abs add b64decode b64encode bool capitalize count cut d default dictsort divide e"
                            + " escape first float fromjson groupby int join last length list log lower map md5 multiply reject"
                            + " rejectattr reverse round select selectattr sort split string sum title tojson trim truncate unique"
                            + " upper urldecode urlencode")
                    .split(" "));

    /** More levels of maps and lists than an event may have, and enough for tags in tags. */
    private static final int MAX_RENDER_DEPTH = 20;

    private static final int MAX_COLLECTION = 100_000;
    private static final int MAX_RANGE = 1_000;

    private Sandbox() {}

    /** Makes an engine, which many threads may use. */
    static Jinjava engine(boolean failOnMissing) {
        JinjavaConfig.Builder config = JinjavaConfig.newBuilder()
                .withMaxOutputSize(MAX_OUTPUT)
                .withMaxStringLength(MAX_OUTPUT)
                .withMaxListSize(MAX_COLLECTION)
                .withMaxMapSize(MAX_COLLECTION)
                .withRangeLimit(MAX_RANGE)
                .withMaxRenderDepth(MAX_RENDER_DEPTH)
                .withEnableRecursiveMacroCalls(false)
                .withNestedInterpretationEnabled(false)
                .withFailOnUnknownTokens(failOnMissing)
                .withElResolver(new PlainValues())
                .withProcessors(JinjavaProcessors.newBuilder()
                        .withNodePreProcessor((node, interpreter) -> Deadline.check())
                        .build());
        Jinjava all = new Jinjava(config.build());
        return new Jinjava(config.withDisabled(Map.of(
                        Context.Library.TAG,
                        others(
                                all.getGlobalContext().getAllTags().stream()
                                        .map(Tag::getName)
                                        .collect(Collectors.toSet()),
                                TAGS),
                        Context.Library.FILTER,
                        others(
                                all.getGlobalContext().getAllFilters().stream()
                                        .map(Filter::getName)
                                        .collect(Collectors.toSet()),
                                FILTERS)))
                .build());
    }

    /** The names for a message. */
    static String listed(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    /** The end of a tag is allowed with the tag. */
    private static Set<String> others(Set<String> all, Set<String> allowed) {
        return all.stream()
                .filter(name -> !allowed.contains(name) && !allowed.contains(name.replaceFirst("^end", "")))
                .collect(Collectors.toSet());
    }
}
