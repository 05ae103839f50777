package io.outrider.stack.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Which room of a service may look into which. {@code ArchTests.in(Fences.class)} takes the rules that hold in every service; the
 * others are named by the services that keep to them.
 */
public final class Fences {

    /** Time is an argument there. */
    @ArchTest
    public static final ArchRule DOMAIN_HAS_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    /** Records of the wire become the service's own types where they are read. */
    @ArchTest
    public static final ArchRule AVRO_ONLY_AT_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackage("..kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.outrider.schemas.avro..", "org.apache.avro..");

    @ArchTest
    public static final ArchRule NOTHING_INSIDE_KNOWS_INBOUND = noClasses()
            .that()
            .resideInAnyPackage("..domain..", "..application..", "..outbound..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..inbound..");

    /** Services speak through topics. */
    @ArchTest
    public static final ArchRule NO_OTHER_SERVICE = CompositeArchRule.of(Stream.of(
                    "io.outrider.template..",
                    "io.outrider.build..",
                    "io.outrider.scheduler..",
                    "io.outrider.reactor..",
                    "io.outrider.gateway..",
                    "io.outrider.agent..",
                    "io.outrider.k8s..")
            .map(service -> noClasses()
                    .that()
                    .resideOutsideOfPackage(service)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(service)
                    .allowEmptyShould(true))
            .toList());

    /** Between them stands the application. The agent has neither room. */
    @ArchTest
    public static final ArchRule INBOUND_NEVER_REACHES_OUTBOUND = noClasses()
            .that()
            .resideInAPackage("..inbound..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..outbound..")
            .allowEmptyShould(true);

    public static final ArchRule APPLICATION_KNOWS_NO_EDGE = noClasses()
            .that()
            .resideInAnyPackage("..domain..", "..application..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..outbound..", "jakarta.ws.rs..", "jakarta.persistence..");

    private Fences() {}

    /**
     * Returns the rule that the domain knows only Java and these packages.
     *
     * @param allowed package patterns: the domain itself, libraries of pure Java
     */
    public static ArchRule domainKnowsOnly(String... allowed) {
        String[] packages = Stream.concat(Stream.of("java..", "org.jspecify.."), Stream.of(allowed))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage("..domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages);
    }
}
