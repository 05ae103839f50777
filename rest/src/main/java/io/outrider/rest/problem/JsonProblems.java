package io.outrider.rest.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.outrider.rest.ProblemException;
import java.util.List;
import java.util.TreeSet;

/** Says in a user's words why a JSON body could not be read: the field, what belongs there, and where in the text. */
public final class JsonProblems {

    private JsonProblems() {}

    /** Returns the refusal of a body that failed with this exception. */
    public static ProblemException of(JsonProcessingException e) {
        return ProblemException.invalid(field(e), message(e));
    }

    private static String message(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "Expected one of " + new TreeSet<>(unknown.getKnownPropertyIds()) + ", but was an unknown field";
        }
        if (e instanceof InvalidFormatException format) {
            return "Expected " + kind(format.getTargetType()) + ", but was '" + shortened(format.getValue()) + "'";
        }
        if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "Expected " + kind(mismatch.getTargetType()) + ", but was something else" + place(e);
        }
        if (e instanceof JsonMappingException && e.getCause() instanceof IllegalArgumentException reason) {
            return String.valueOf(reason.getMessage());
        }
        return "Expected well-formed JSON, but " + shortened(e.getOriginalMessage()) + place(e);
    }

    private static String field(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping)) {
            return "body";
        }
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        if (java.time.temporal.Temporal.class.isAssignableFrom(type)) {
            return "an ISO 8601 time";
        }
        return Iterable.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
    }

    private static String place(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String shortened(Object value) {
        String text = String.valueOf(value).lines().findFirst().orElse("");
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }
}
