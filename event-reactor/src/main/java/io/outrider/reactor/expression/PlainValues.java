package io.outrider.reactor.expression;

import com.hubspot.jinjava.el.ext.JinjavaBeanELResolver;
import com.hubspot.jinjava.el.ext.JinjavaListELResolver;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import com.hubspot.jinjava.lib.filter.Filter;
import java.util.Map;
import java.util.Set;
import jinjava.javax.el.ArrayELResolver;
import jinjava.javax.el.CompositeELResolver;
import jinjava.javax.el.ELContext;
import jinjava.javax.el.MapELResolver;
import jinjava.javax.el.MethodNotFoundException;
import org.jspecify.annotations.Nullable;

/** Resolves what stands in maps and lists, and the few methods that templates are used to; nothing of any other Java object. */
final class PlainValues extends CompositeELResolver {

    private static final Set<String> OF_MAPS = Set.of("items", "keys", "values", "get");
    private static final Set<String> OF_TEXTS =
            Set.of("startsWith", "endsWith", "contains", "toLowerCase", "toUpperCase", "strip", "trim", "isEmpty");

    PlainValues() {
        add(new ArrayELResolver(true));
        add(new JinjavaListELResolver(true));
        add(new MapELResolver(true));
        add(new FewMethods());
    }

    /** Calls of methods only: properties of Java objects stay out of sight. */
    private static final class FewMethods extends JinjavaBeanELResolver {
        FewMethods() {
            super(true);
        }

        @Override
        public @Nullable Object getValue(ELContext context, Object base, Object property) {
            return null;
        }

        @Override
        public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] parameters) {
            String name = String.valueOf(method);
            if (base instanceof Filter || base instanceof ExpTest) {
                // The engine's own way to a filter; those that are not allowed are switched off in Sandbox.
                return super.invoke(context, base, method, types, parameters);
            }
            boolean known = (base instanceof Map<?, ?> && OF_MAPS.contains(name))
                    || (base instanceof String && OF_TEXTS.contains(name));
            if (!known) {
                throw new MethodNotFoundException("Expected one of the methods " + Sandbox.listed(OF_MAPS)
                        + " of an object or " + Sandbox.listed(OF_TEXTS) + " of a text, but was " + name);
            }
            return super.invoke(context, base, method, types, parameters);
        }
    }
}
