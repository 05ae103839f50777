package io.outrider.images;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Leaves a class out where there is no Docker. An assumption before all of its tests would leave it out of the reports, too. */
final class DockerCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return problem()
                .map(why -> ConditionEvaluationResult.disabled("skipped: no Docker: " + why))
                .orElseGet(() -> ConditionEvaluationResult.enabled("Docker answers"));
    }

    private static Optional<String> problem() {
        try {
            return Docker.problem();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while asking for it");
        }
    }
}
