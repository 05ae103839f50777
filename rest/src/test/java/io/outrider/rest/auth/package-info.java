@NullMarked
package io.outrider.rest.auth;

import org.jspecify.annotations.NullMarked;
