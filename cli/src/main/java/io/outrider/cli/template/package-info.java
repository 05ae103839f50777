/** Commands on templates, and how a folder becomes an archive. */
@NullMarked
package io.outrider.cli.template;

import org.jspecify.annotations.NullMarked;
