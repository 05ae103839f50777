package io.outrider.reactor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.outrider.stack.testing.Fences;

/** Which room may look into which. */
@AnalyzeClasses(packages = "io.outrider.reactor", importOptions = DoNotIncludeTests.class)
class FencesTest {

    @ArchTest
    static final ArchTests OF_EVERY_SERVICE = ArchTests.in(Fences.class);

    @ArchTest
    static final ArchRule DOMAIN_IS_PURE =
            Fences.domainKnowsOnly("javax.crypto..", "io.outrider.reactor..domain..", "io.outrider.labels..");

    @ArchTest
    static final ArchRule JINJA_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("io.outrider.reactor.expression..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.hubspot..", "jinjava..");
}
