package io.outrider.stack.testing;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves a suite out when it should run against the broker image and there is no Docker. */
final class BrokerCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (DockerBroker.wanted() && !DockerBroker.possible()) {
            System.out.println("skipped: no Docker");
            return ConditionEvaluationResult.disabled("skipped: no Docker");
        }
        return ConditionEvaluationResult.enabled("the broker can be started");
    }
}
