package io.outrider.scheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** Where each line may live. */
@AnalyzeClasses(packages = "io.outrider.scheduler", importOptions = ImportOption.DoNotIncludeTests.class)
class FencesTest {

    /** Labels is Java alone, and selectors are the domain's language. */
    @ArchTest
    static final ArchRule DOMAIN_IS_PURE = classes()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "io.outrider.scheduler..domain..", "io.outrider.labels..", "org.jspecify..");

    @ArchTest
    static final ArchRule DOMAIN_HAS_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule AVRO_STAYS_AT_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackage("..kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.outrider.schemas.avro..");

    @ArchTest
    static final ArchRule INBOUND_NEVER_REACHES_OUTBOUND = noClasses()
            .that()
            .resideInAPackage("..inbound..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..outbound..");

    @ArchTest
    static final ArchRule APPLICATION_KNOWS_NEITHER_SIDE = noClasses()
            .that()
            .resideInAPackage("..application..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..inbound..", "..outbound..", "jakarta.ws.rs..", "jakarta.persistence..");

    @ArchTest
    static final ArchRule NO_OTHER_SERVICE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.outrider.gateway..",
                    "io.outrider.agent..",
                    "io.outrider.template..",
                    "io.outrider.build..",
                    "io.outrider.reactor..",
                    "io.outrider.protocol..");
}
