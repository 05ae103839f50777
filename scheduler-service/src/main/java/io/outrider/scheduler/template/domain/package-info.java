/** Template versions as far as running them needs. */
@NullMarked
package io.outrider.scheduler.template.domain;

import org.jspecify.annotations.NullMarked;
