package io.outrider.images;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the modules before this one left. */
final class Built {

    static final Path ROOT = Path.of(System.getProperty("outrider.root", "../.."))
            .toAbsolutePath()
            .normalize();
    static final Path BILL = ROOT.resolve("deploy/sbom/target/sbom.json");
    static final Path LICENCES = ROOT.resolve("deploy/sbom/licences.txt");
    static final String VERSION = "0.1.0-test";

    private Built() {}

    static void assumeBill() {
        boolean there = Files.isRegularFile(BILL);
        if (!there) {
            System.out.println("skipped: no bill of material, since Maven was offline");
        }
        assumeTrue(there, "skipped: no bill of material, since Maven was offline");
    }

    static MakingImages making() {
        return new MakingImages(ROOT, VERSION, null);
    }

    static MakingImages.Naming naming() {
        return new MakingImages.Naming(null, "outrider-test", "test");
    }
}
