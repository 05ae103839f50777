package io.outrider.contract;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/** Cases share the executor, but for those that kill it. */
final class Sharing implements ResourceLocksProvider {

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> testClass, Method method) {
        boolean alone = method.getDeclaringClass() == RestartCases.class;
        return Set.of(new Lock(testClass.getName(), alone ? ResourceAccessMode.READ_WRITE : ResourceAccessMode.READ));
    }
}
