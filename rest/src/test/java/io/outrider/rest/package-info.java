@NullMarked
package io.outrider.rest;

import org.jspecify.annotations.NullMarked;
