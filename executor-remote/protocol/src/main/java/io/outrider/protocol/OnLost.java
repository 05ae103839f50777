package io.outrider.protocol;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What the scheduler does with a task whose lease ran out. A word that this side does not know yet reads as FAIL. */
public enum OnLost {
    @JsonEnumDefaultValue
    FAIL,
    WAIT,
    RERUN
}
