/** Images and content from the gateway, by hash: fetched once, verified, unpacked safely, cached. */
@NullMarked
package io.outrider.agent.image;

import org.jspecify.annotations.NullMarked;
