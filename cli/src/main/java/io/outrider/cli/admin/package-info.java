/** Commands for whoever runs Outrider itself. */
@NullMarked
package io.outrider.cli.admin;

import org.jspecify.annotations.NullMarked;
