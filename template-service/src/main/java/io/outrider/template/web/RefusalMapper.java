package io.outrider.template.web;

import io.outrider.rest.FieldError;
import io.outrider.rest.ProblemException;
import io.outrider.template.manifest.domain.InvalidDocumentException;
import io.outrider.template.source.domain.SourceRefusedException;
import java.util.function.Supplier;

/** Turns refusals of the domain into problem details. */
public final class RefusalMapper {
    private RefusalMapper() {}

    /** Runs the work; a refusal ends the request with 400 and every reason. */
    public static <T> T refusing(Supplier<T> work) {
        try {
            return work.get();
        } catch (InvalidDocumentException e) {
            throw ProblemException.invalid(e.problems().stream()
                    .map(problem -> new FieldError(problem.field(), problem.message()))
                    .toList());
        } catch (SourceRefusedException e) {
            throw ProblemException.invalid("source", String.valueOf(e.getMessage()));
        }
    }
}
