/** Where the servers are and how to speak to them: endpoints, HTTP, problem details. */
@NullMarked
package io.outrider.cli.connection;

import org.jspecify.annotations.NullMarked;
