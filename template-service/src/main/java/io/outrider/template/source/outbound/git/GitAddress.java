package io.outrider.template.source.outbound.git;

import io.outrider.template.source.domain.SourcePath;
import io.outrider.template.source.domain.SourceRefusedException;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.transport.URIish;

/** Reads a repository's URL and refuses what this service must not reach. */
final class GitAddress {
    private static final int MAX_LENGTH = 2_000;

    private GitAddress() {}

    static URIish parse(String url, Set<String> schemes) {
        if (url.length() > MAX_LENGTH || url.chars().anyMatch(Character::isISOControl)) {
            throw new SourceRefusedException("Expected a git URL of at most " + MAX_LENGTH + " printable characters");
        }
        URIish address;
        try {
            address = new URIish(url);
        } catch (URISyntaxException e) {
            throw new SourceRefusedException("Expected a git URL, but was '" + SourcePath.shown(url) + "'", e);
        }
        String scheme = scheme(address);
        if (!schemes.contains(scheme)) {
            throw new SourceRefusedException("Expected a git URL with one of " + new TreeSet<>(schemes)
                    + ", but the scheme was '" + SourcePath.shown(scheme) + "'");
        }
        boolean password = address.getPass() != null;
        if (password || (address.getUser() != null && !scheme.equals("ssh"))) {
            throw new SourceRefusedException("Expected a git URL without credentials, but it has some");
        }
        return address;
    }

    /** {@code git@host:path} is ssh; a bare path is a file. */
    private static String scheme(URIish address) {
        String scheme = address.getScheme();
        if (scheme == null) {
            return address.getHost() == null ? "file" : "ssh";
        }
        return scheme.toLowerCase(Locale.ROOT);
    }
}
