package io.outrider.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.outrider.images.catalogue.ImageKind;
import io.outrider.images.sbom.Bom;
import io.outrider.images.sbom.Component;
import io.outrider.images.sbom.Licences;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BillTest {

    @BeforeEach
    void needTheBill() {
        Built.assumeBill();
    }

    @ParameterizedTest
    @EnumSource(ImageKind.class)
    void shouldHoldOnlyPartsWithAnAllowedLicence(ImageKind kind) throws IOException, InterruptedException {
        Bom bill = Built.making().bill(kind);

        assertThat(Licences.read(Built.LICENCES).refused(bill)).isEmpty();
        assertThat(bill.components()).isNotEmpty();
    }

    @Test
    void shouldNameThePackagesOfTheBaseLayer() throws IOException, InterruptedException {
        assumeTrue(Shell.has("dpkg-query"), "skipped: no dpkg-query");

        Bom bill = Built.making().bill(ImageKind.AGENT);

        assertThat(bill.components())
                .extracting(Component::name)
                .anyMatch(name -> name.matches("(debian|ubuntu):libc6:.+"));
        assertThat(bill.components())
                .extracting(Component::name)
                .anyMatch(name -> name.matches("(debian|ubuntu):util-linux:.+"));
    }

    @Test
    void shouldTakeFromAJarWhatMavenDoesNotKnow() throws IOException, InterruptedException {
        Bom bill = Built.making().bill(ImageKind.GATEWAY);

        assertThat(bill.components())
                .filteredOn(component -> component.name().startsWith("io.quarkus:quarkus-flyway-postgresql:"))
                .singleElement()
                .satisfies(component -> assertThat(component.sha256()).hasSize(64));
    }

    @Test
    void shouldListTheJavaRuntimeAndOnlyWhatIsInTheImage() throws IOException, InterruptedException {
        Bom bill = Built.making().bill(ImageKind.AGENT);

        assertThat(bill.components())
                .extracting(Component::name)
                .anyMatch(name -> name.contains("picocli"))
                .anyMatch(name -> name.contains(":OpenJDK:"))
                .noneMatch(name -> name.contains("quarkus"));
    }
}
