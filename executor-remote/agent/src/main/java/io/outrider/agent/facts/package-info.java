/** What this machine is: facts for people and conditions. */
@NullMarked
package io.outrider.agent.facts;

import org.jspecify.annotations.NullMarked;
