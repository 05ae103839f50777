package io.outrider.reactor.expression;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.AutoCloseableSupplier.AutoCloseableImpl;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import java.util.Map;
import java.util.function.Function;

/** One use of the engine: with an event to see, on this thread, until the deadline. */
final class Evaluation {

    private Evaluation() {}

    static <T> T of(Jinjava engine, Map<String, ?> event, Function<JinjavaInterpreter, T> work) {
        Context context = new Context(engine.getGlobalContextCopy(), Map.of("event", event));
        JinjavaInterpreter fresh = new JinjavaInterpreter(engine, context, engine.getGlobalConfig());
        try (AutoCloseableImpl<JinjavaInterpreter> current =
                JinjavaInterpreter.closeablePushCurrent(fresh).get()) {
            return Deadline.within(() -> work.apply(current.value()));
        }
    }
}
