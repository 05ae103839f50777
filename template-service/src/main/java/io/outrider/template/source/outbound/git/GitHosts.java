package io.outrider.template.source.outbound.git;

import io.outrider.template.source.domain.SourcePath;
import io.outrider.template.source.domain.SourceRefusedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses hosts that are this machine or stand on its own link, where clouds answer with credentials. Private addresses pass: a
 * company's own git server has one. A name without an address is left to whoever connects; the JVM keeps what it resolved for some
 * seconds, so that the connection goes where this check looked.
 */
final class GitHosts {
    private final Set<String> unchecked;

    GitHosts(Set<String> unchecked) {
        this.unchecked = unchecked;
    }

    /**
     * Resolves the host and looks at all its addresses.
     *
     * @throws SourceRefusedException when one of them must not be reached
     */
    void check(String host) {
        if (unchecked.contains(host.toLowerCase(Locale.ROOT))) {
            return;
        }
        for (InetAddress address : addresses(host)) {
            if (address.isLoopbackAddress()
                    || address.isLinkLocalAddress()
                    || address.isAnyLocalAddress()
                    || address.isMulticastAddress()) {
                throw new SourceRefusedException("Expected a git URL of another machine, but '" + SourcePath.shown(host)
                        + "' is at " + address.getHostAddress()
                        + "; outrider.templates.git.unchecked-hosts can allow it");
            }
        }
    }

    private static InetAddress[] addresses(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            return new InetAddress[0];
        }
    }
}
