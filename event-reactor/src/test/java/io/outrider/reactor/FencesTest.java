package io.outrider.reactor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.outrider.reactor", importOptions = ImportOption.DoNotIncludeTests.class)
class FencesTest {

    @ArchTest
    static final ArchRule DOMAIN_IS_PURE = classes()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "org.jspecify..",
                    "io.outrider.labels..",
                    "io.outrider.reactor..domain..");

    @ArchTest
    static final ArchRule DOMAIN_HAS_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock");

    @ArchTest
    static final ArchRule AVRO_ONLY_AT_KAFKA = noClasses()
            .that()
            .resideOutsideOfPackage("..kafka..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.outrider.schemas.avro..");

    @ArchTest
    static final ArchRule JINJA_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("io.outrider.reactor.expression..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.hubspot..", "jinjava..");

    @ArchTest
    static final ArchRule OUTBOUND_KNOWS_NO_INBOUND = noClasses()
            .that()
            .resideInAnyPackage("..outbound..", "..domain..", "..application..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..inbound..");

    @ArchTest
    static final ArchRule NO_OTHER_SERVICES = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.outrider.templates..",
                    "io.outrider.build..",
                    "io.outrider.scheduler..",
                    "io.outrider.gateway..",
                    "io.outrider.agent..");
}
