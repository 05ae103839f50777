/** The container contract as folders, files and variables. */
@NullMarked
package io.outrider.agent.folder;

import org.jspecify.annotations.NullMarked;
