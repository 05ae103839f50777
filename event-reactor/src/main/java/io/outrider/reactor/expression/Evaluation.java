package io.outrider.reactor.expression;

import com.google.common.collect.SetMultimap;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.interpret.AutoCloseableSupplier.AutoCloseableImpl;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import io.outrider.reactor.reaction.domain.EvaluationException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One use of the engine: with variables to see, on this thread, within {@link Bounds}. */
final class Evaluation {

    private Evaluation() {}

    static <T extends @Nullable Object> T of(
            Jinjava engine, Map<String, ?> variables, Function<JinjavaInterpreter, T> work) {
        // What is switched off has to be handed over here: the engine does it only in its own render methods.
        Context context = new Own(engine, variables);
        context.setExpressionStrategy(new BoundedOutput());
        JinjavaInterpreter fresh = new JinjavaInterpreter(engine, context, engine.getGlobalConfig());
        try (AutoCloseableImpl<JinjavaInterpreter> current =
                JinjavaInterpreter.closeablePushCurrent(fresh).get()) {
            return Bounds.within(() -> work.apply(current.value()));
        } catch (StackOverflowError e) {
            // The engine parses and evaluates by recursion; the stack is whole again here.
            throw new EvaluationException("Expected an expression that nests less, but it is too deep");
        }
    }

    /**
     * What belongs to one evaluation. Above it is the engine's own context, with everything that the engine can do: it is shared by
     * all, as copying it takes ten times as long as an expression. So that it is never written to, what the engine notes there of each
     * expression ends here; nothing of it is needed.
     */
    private static final class Own extends Context {
        Own(Jinjava engine, Map<String, ?> variables) {
            super(engine.getGlobalContext(), variables, engine.getGlobalConfig().getDisabled());
        }

        @Override
        public void addResolvedExpression(String expression) {}

        @Override
        public void addResolvedValue(String value) {}

        @Override
        public void addResolvedFunction(String function) {}

        @Override
        public void addDependency(String type, String identification) {}

        @Override
        public void addDependencies(SetMultimap<String, String> dependencies) {}
    }
}
