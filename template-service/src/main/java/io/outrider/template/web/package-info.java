/** What the REST resources of this service share. */
@NullMarked
package io.outrider.template.web;

import org.jspecify.annotations.NullMarked;
