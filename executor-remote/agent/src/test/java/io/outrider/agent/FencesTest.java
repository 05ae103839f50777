package io.outrider.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.outrider.stack.testing.Fences;

/** Which room may look into which. The agent has rooms of its own: it is no service and stands on no framework. */
@AnalyzeClasses(packages = "io.outrider.agent", importOptions = DoNotIncludeTests.class)
class FencesTest {

    @ArchTest
    static final ArchTests OF_EVERY_SERVICE = ArchTests.in(Fences.class);

    @ArchTest
    static final ArchRule DOMAIN_IS_PURE =
            Fences.domainKnowsOnly("io.outrider.agent..domain..", "io.outrider.protocol..");

    @ArchTest
    static final ArchRule DOMAIN_READS_NOTHING = noClasses()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..", "java.net..");

    /** A task's life is the agent's application: it uses the other rooms, they serve it. */
    @ArchTest
    static final ArchRule NO_ROOM_KNOWS_THE_TASKS_LIFE = noClasses()
            .that()
            .resideInAPackage("io.outrider.agent.*..")
            .and()
            .resideOutsideOfPackage("io.outrider.agent.task..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.outrider.agent.task..");

    @ArchTest
    static final ArchRule HTTP_ONLY_AT_THE_GATEWAY = noClasses()
            .that()
            .resideOutsideOfPackage("io.outrider.agent.gateway")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hc..");

    @ArchTest
    static final ArchRule DOCKER_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("io.outrider.agent.runtime.docker")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.dockerjava..");

    /** A small program that starts at once; its libraries are few. */
    @ArchTest
    static final ArchRule NO_FRAMEWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..", "jakarta..", "io.vertx..", "org.apache.kafka..", "io.outrider.schemas..");
}
