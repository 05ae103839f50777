package io.outrider.k8s;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The fences between the rooms of this module. */
class FencesTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.outrider.k8s");

    @Test
    void shouldKeepTheDomainPure() {
        classes()
                .that()
                .resideInAPackage("..domain")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "io.outrider.k8s..domain")
                .check(CLASSES);
    }

    @Test
    void shouldKeepAvroInKafka() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..kafka")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.outrider.schemas.avro")
                .check(CLASSES);
    }

    @Test
    void shouldKeepInboundFromOutbound() {
        noClasses()
                .that()
                .resideInAPackage("..inbound..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..outbound..")
                .check(CLASSES);
    }

    @Test
    void shouldKeepTheInsideFromTheEdges() {
        noClasses()
                .that()
                .resideInAnyPackage("..application", "..outbound..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..inbound..", "io.outrider.k8s.leader")
                .check(CLASSES);
    }
}
