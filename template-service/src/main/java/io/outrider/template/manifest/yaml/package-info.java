/** Documents out of YAML and JSON text. */
@NullMarked
package io.outrider.template.manifest.yaml;

import org.jspecify.annotations.NullMarked;
