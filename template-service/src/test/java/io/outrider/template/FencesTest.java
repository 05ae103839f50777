package io.outrider.template;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** Which room may look into which. */
@AnalyzeClasses(packages = "io.outrider.template", importOptions = DoNotIncludeTests.class)
class FencesTest {

    @ArchTest
    static final ArchRule DOMAIN_IS_PURE = classes()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", "io.outrider.labels..", "io.outrider.template..domain..");

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
    static final ArchRule DOMAIN_READS_NO_FILES = noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.Files");

    @ArchTest
    static final ArchRule AVRO_ONLY_AT_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackage("..kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.outrider.schemas.avro..");

    @ArchTest
    static final ArchRule SQL_ROWS_ONLY_AT_POSTGRES = noClasses()
            .that()
            .resideOutsideOfPackage("..postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.persistence..");

    @ArchTest
    static final ArchRule APPLICATION_KNOWS_NO_EDGE = noClasses()
            .that()
            .resideInAnyPackage("..domain..", "..application..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..inbound..", "..outbound..", "io.outrider.template.web..", "jakarta.ws.rs..");

    @ArchTest
    static final ArchRule INBOUND_NEVER_REACHES_OUTBOUND = noClasses()
            .that()
            .resideInAPackage("..inbound..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..outbound..");

    @ArchTest
    static final ArchRule OUTBOUND_KNOWS_NO_INBOUND = noClasses()
            .that()
            .resideInAPackage("..outbound..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..inbound..");

    @ArchTest
    static final ArchRule NO_OTHER_SERVICES = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.outrider.build..",
                    "io.outrider.scheduler..",
                    "io.outrider.reactor..",
                    "io.outrider.gateway..",
                    "io.outrider.agent..");
}
