package io.outrider.scheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.outrider.stack.testing.Fences;

/** Which room may look into which. */
@AnalyzeClasses(packages = "io.outrider.scheduler", importOptions = DoNotIncludeTests.class)
class FencesTest {

    @ArchTest
    static final ArchTests OF_EVERY_SERVICE = ArchTests.in(Fences.class);

    @ArchTest
    static final ArchRule DOMAIN_IS_PURE =
            Fences.domainKnowsOnly("io.outrider.scheduler..domain..", "io.outrider.labels..");

    @ArchTest
    static final ArchRule APPLICATION_KNOWS_NO_EDGE = Fences.APPLICATION_KNOWS_NO_EDGE;

    @ArchTest
    static final ArchRule NO_AGENT_PROTOCOL =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.outrider.protocol..");
}
