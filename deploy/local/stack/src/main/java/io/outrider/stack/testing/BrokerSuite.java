package io.outrider.stack.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks the one suite of a service that runs twice: against the embedded broker, and, where there is Docker, against the broker image
 * that users run.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("broker")
@ExtendWith(BrokerCondition.class)
public @interface BrokerSuite {}
