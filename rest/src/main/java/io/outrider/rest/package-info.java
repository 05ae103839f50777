/** What every REST resource shares: problem details, authentication and roles, pages, request ids. */
@NullMarked
package io.outrider.rest;

import org.jspecify.annotations.NullMarked;
