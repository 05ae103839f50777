/** Bills of material (CycloneDX) and the licences in them. */
@NullMarked
package io.outrider.images.sbom;

import org.jspecify.annotations.NullMarked;
