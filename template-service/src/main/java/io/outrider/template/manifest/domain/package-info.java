/** What users write: strict readers of documents that report every mistake at once. */
@NullMarked
package io.outrider.template.manifest.domain;

import org.jspecify.annotations.NullMarked;
