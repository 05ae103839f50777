/** What the program beside a task may have and bring. */
@NullMarked
package io.outrider.k8s.companion.application;

import org.jspecify.annotations.NullMarked;
