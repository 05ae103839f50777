/** Who is asking: static bearer tokens, and OIDC where it is configured. */
@NullMarked
package io.outrider.rest.auth;

import org.jspecify.annotations.NullMarked;
