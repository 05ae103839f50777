package io.outrider.k8s.attempt.application;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a task is given, as it lies in its Secret.
 *
 * @param parameters JSON object as text
 * @param event JSON text, null if no event caused the job
 * @param sensitive names of parameters whose values must not be seen
 * @param content sha256 of the template's files, null if it has none
 */
public record Inputs(
        String parameters,
        @Nullable String event,
        List<String> sensitive,
        @Nullable String content) {

    @Override
    public String toString() {
        return "Inputs[sensitive=" + sensitive + ", content=" + content + "]";
    }
}
