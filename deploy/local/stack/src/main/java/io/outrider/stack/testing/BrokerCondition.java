package io.outrider.stack.testing;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves a suite out when it should run against the broker image and there is no Docker. */
final class BrokerCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> problem = DockerBroker.wanted() ? DockerBroker.problem() : Optional.empty();
        return problem.map(why -> ConditionEvaluationResult.disabled("skipped: no Docker: " + why))
                .orElseGet(() -> ConditionEvaluationResult.enabled("the broker can be started"));
    }
}
