package io.outrider.reactor.expression;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.lib.filter.Filter;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import com.hubspot.jinjava.lib.tag.Tag;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Jinja without a way out: only the tags, filters and methods named here, no Java objects but maps, lists and plain values,
 * bounded output. {@link Bounds} limits time and room.
 */
final class Sandbox {

    /** Characters that one template may make. */
    static final int MAX_OUTPUT = 256 * 1024;

    static final Set<String> TAGS = Set.of("if", "elif", "else", "for", "set", "raw");
    /** Those whose result is not much larger than what goes in. */
    static final Set<String> FILTERS = Set.of(
            ("abs b64decode b64encode bool capitalize count cut d default dictsort e escape first float int join last"
                            + " length list lower map md5 reject rejectattr reverse round select selectattr sort split string"
                            + " title tojson trim truncate unique upper urldecode urlencode")
                    .split(" "));

    private static final Set<String> FUNCTIONS = Set.of(":range");

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
                        .withNodePreProcessor((node, interpreter) ->
                                Bounds.check(interpreter.getContext().getScope()))
                        .build());
        Context all = new Jinjava(config.build()).getGlobalContext();
        Jinjava engine = new Jinjava(config.withDisabled(Map.of(
                        Context.Library.TAG,
                        others(all.getAllTags(), Tag::getName, TAGS),
                        Context.Library.FILTER,
                        others(all.getAllFilters(), Filter::getName, FILTERS),
                        Context.Library.FUNCTION,
                        others(all.getAllFunctions(), ELFunctionDefinition::getName, FUNCTIONS)))
                .build());
        FILTERS.forEach(name -> engine.registerFilter(new BoundedFilter(all.getFilter(name))));
        // Made at the first look otherwise, by whichever thread; from here on nobody writes to what all evaluations
        // share.
        engine.getGlobalContext().getGlobalMacros();
        return engine;
    }

    /** The names for a message. */
    static String listed(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    /** The end of a tag is allowed with the tag. */
    private static <T> Set<String> others(Collection<T> all, Function<T, String> naming, Set<String> allowed) {
        return all.stream()
                .map(naming)
                .filter(name -> !allowed.contains(name) && !allowed.contains(name.replaceFirst("^end", "")))
                .collect(Collectors.toSet());
    }
}
