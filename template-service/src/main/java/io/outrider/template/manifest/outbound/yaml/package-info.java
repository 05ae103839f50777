/** Documents out of YAML and JSON text. */
@NullMarked
package io.outrider.template.manifest.outbound.yaml;

import org.jspecify.annotations.NullMarked;
