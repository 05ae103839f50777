/** Plain processes: started by long-lived shells, one per slot, each in a session of its own. */
@NullMarked
package io.outrider.agent.runtime.process;

import org.jspecify.annotations.NullMarked;
