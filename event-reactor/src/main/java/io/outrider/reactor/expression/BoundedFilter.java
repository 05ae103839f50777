package io.outrider.reactor.expression;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.filter.Filter;
import io.outrider.reactor.reaction.domain.EvaluationException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A filter of the engine within {@link Bounds}: what goes in and what comes out are weighed. */
final class BoundedFilter implements Filter {

    /** They calculate with decimals of any size: a text such as 1e999999999 would keep them busy for hours. */
    private static final Set<String> CALCULATING = Set.of("abs", "round");

    private static final Pattern SMALL = Pattern.compile("\\d{1,2}|[a-z]+");

    private final Filter inner;

    BoundedFilter(Filter inner) {
        this.inner = inner;
    }

    @Override
    public String getName() {
        return inner.getName();
    }

    @Override
    public @Nullable Object filter(@Nullable Object value, JinjavaInterpreter interpreter, String... arguments) {
        return bounded(value, arguments, () -> inner.filter(value, interpreter, arguments));
    }

    @Override
    public @Nullable Object filter(
            @Nullable Object value, JinjavaInterpreter interpreter, Object[] arguments, Map<String, Object> named) {
        return bounded(value, arguments, () -> inner.filter(value, interpreter, arguments, named));
    }

    private @Nullable Object bounded(
            @Nullable Object value, @Nullable Object[] arguments, Supplier<@Nullable Object> work) {
        Bounds.checkTime();
        Bounds.check(value);
        if (CALCULATING.contains(getName())) {
            checkNumbers(value, arguments);
        }
        Object result = work.get();
        Bounds.check(result);
        return result instanceof BigDecimal number ? plain(number) : result;
    }

    private void checkNumbers(@Nullable Object value, @Nullable Object[] arguments) {
        if (value != null && !(value instanceof Number)) {
            throw new EvaluationException(
                    "Expected a number before '| " + getName() + "', but was something else; | float helps");
        }
        for (Object argument : arguments) {
            if (!SMALL.matcher(String.valueOf(argument)).matches()) {
                throw new EvaluationException(
                        "Expected at most 99 places in '| " + getName() + "', but was something else");
            }
        }
    }

    private static Number plain(BigDecimal number) {
        return number.scale() <= 0 ? (Number) number.longValue() : (Number) number.doubleValue();
    }
}
