package io.outrider.images;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrider.images.catalogue.ImageKind;
import io.outrider.images.catalogue.Planning;
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

    @Test
    void shouldHoldOnlyPartsWithAnAllowedLicence() throws IOException {
        Bom bom = Bom.read(Built.BILL);

        assertThat(Licences.read(Built.LICENCES).refused(bom)).isEmpty();
        assertThat(bom.components()).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @EnumSource(ImageKind.class)
    void shouldKnowEveryJarOfAnImage(ImageKind kind) throws IOException {
        Bom bom = Bom.read(Built.BILL);

        // What Quarkus adds by itself is named in deploy/sbom/pom.xml.
        assertThat(bom.unknown(new Planning(Built.ROOT, Built.VERSION).jars(kind)))
                .isEmpty();
    }

    @Test
    void shouldListTheJavaRuntimeAndOnlyWhatIsInTheImage() throws IOException {
        Bom bill = Built.making().bill(ImageKind.AGENT);

        assertThat(bill.components())
                .extracting(Component::name)
                .anyMatch(name -> name.contains("picocli"))
                .anyMatch(name -> name.contains(":OpenJDK:"))
                .noneMatch(name -> name.contains("quarkus"));
    }
}
