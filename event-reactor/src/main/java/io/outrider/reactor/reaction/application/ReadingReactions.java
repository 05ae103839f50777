package io.outrider.reactor.reaction.application;

import io.outrider.reactor.reaction.domain.FiringLine;
import io.outrider.reactor.reaction.domain.Firings;
import io.outrider.reactor.reaction.domain.ReactionVersion;
import io.outrider.reactor.reaction.domain.StoredReaction;
import io.outrider.reactor.reaction.outbound.postgres.FiringReads;
import io.outrider.reactor.reaction.outbound.postgres.ReactionReads;
import io.outrider.rest.Page;
import io.outrider.rest.PageRequest;
import io.outrider.rest.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/** Shows what reactions were and what they did. */
@ApplicationScoped
public class ReadingReactions {

    private final ReactionReads reactions;
    private final FiringReads firings;

    ReadingReactions(ReactionReads reactions, FiringReads firings) {
        this.reactions = reactions;
        this.firings = firings;
    }

    /** A page of windows that ended. */
    public record FiringPage(Page<FiringLine> page, Firings found) {}

    /** Returns a page of reactions by name. */
    public Uni<Page<StoredReaction>> list(String project, PageRequest page) {
        return reactions
                .after(project, page.after() == null ? "" : page.after(), page.limit() + 1)
                .map(found -> Page.of(found, page, StoredReaction::name));
    }

    /** Returns a version of a reaction that may have been deleted; fails if there is none. */
    public Uni<ReactionVersion> version(String project, String name, int version) {
        return reactions
                .version(project, name, version)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("reaction", name));
    }

    /** Returns a page of the versions, newest first, of a reaction that may have been deleted. */
    public Uni<Page<ReactionVersion>> versions(String project, String name, PageRequest page) {
        int before = page.after() == null ? Integer.MAX_VALUE : number(page.after());
        return reactions
                .versions(project, name, before, page.limit() + 1)
                .invoke(found -> {
                    if (found.isEmpty() && page.after() == null) {
                        throw ProblemException.notFound("reaction", name);
                    }
                })
                .map(found -> Page.of(found, page, version -> Integer.toString(version.version())));
    }

    /** Returns a page of windows that ended, newest first. */
    public Uni<FiringPage> firings(String project, String name, PageRequest page) {
        FiringReads.Place place = page.after() == null ? FiringReads.Place.START : place(page.after());
        return existing(project, name)
                .chain(reaction -> firings.newest(project, name, place, page.limit() + 1))
                .map(found -> new FiringPage(
                        Page.of(found.firings(), page, firing -> firing.at() + "/" + firing.id()), found));
    }

    /** Returns a reaction, unless it was deleted; fails if there is none. */
    public Uni<StoredReaction> existing(String project, String name) {
        return reactions
                .find(project, name)
                .onItem()
                .ifNull()
                .failWith(() -> ProblemException.notFound("reaction", name));
    }

    private static int number(String after) {
        try {
            return Integer.parseInt(after);
        } catch (NumberFormatException e) {
            throw foreign();
        }
    }

    private static FiringReads.Place place(String after) {
        int slash = after.indexOf('/');
        try {
            return new FiringReads.Place(
                    Instant.parse(after.substring(0, Math.max(0, slash))), UUID.fromString(after.substring(slash + 1)));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw foreign();
        }
    }

    private static ProblemException foreign() {
        return ProblemException.invalid("cursor", "Expected the nextCursor of an earlier page, but was something else");
    }
}
